"""Elementary operations: what a function that is written by hand may use of torch and NumPy.

A name stands for the operation wherever it is found: as a function of torch and NumPy (or of their `linalg`, `special`
and `functional`), as a method of a tensor or an array, and in place (`add` for `torch.add`, `x.add(y)`, `x.add_(y)` and
`numpy.add`). Operators and indexing are always allowed, and so are `math` and the rest of the standard library.
"""

from __future__ import annotations


def _names(text: str) -> tuple[str, ...]:
    return tuple(text.split())


ARITHMETIC = _names("""
    add addcdiv addcmul div divide divmod dot float_power floor_divide fma fmod inner lerp mod mul multiply neg
    negative positive pow power reciprocal remainder rsub square sub subtract true_divide vdot vecdot
""")
"""Sums, products, quotients and powers."""

ELEMENTWISE = _names("""
    abs absolute acos acosh angle apply_along_axis apply_over_axes arccos arccosh arcsin arcsinh arctan arctan2
    arctanh around asin asinh atan atan2 atanh bitwise_and bitwise_count bitwise_invert bitwise_left_shift bitwise_not
    bitwise_or bitwise_right_shift bitwise_xor cbrt ceil celu choose clamp clamp_max clamp_min clip conj conj_physical
    conjugate copysign cos cosh deg2rad degrees digamma elu erf erfc erfinv exp exp2 expit expm1 fabs fix floor fmax
    fmin frac frexp frompyfunc gammaln gcd gelu hardshrink hardsigmoid hardswish hardtanh heaviside hypot i0 igamma
    igammac imag interp invert lcm ldexp leaky_relu left_shift lgamma log log10 log1p log2 logaddexp logaddexp2 logit
    logsigmoid maximum minimum mish modf multigammaln mvlgamma nan_to_num ndtr ndtri nextafter normalize piecewise
    polygamma polyval prelu psi rad2deg radians real real_if_close relu relu6 right_shift rint round rsqrt select selu
    sgn sigmoid sign signbit silu sin sinc sinh softplus softshrink softsign spacing sqrt tan tanh tanhshrink
    threshold trunc vectorize where xlog1py xlogy
""")
"""Functions of each number by itself, or of two numbers at the same place."""

COMPARING = _names("""
    all allclose any array_equal array_equiv eq equal ge greater greater_equal gt in1d is_complex is_floating_point
    is_nonzero is_same_size is_signed is_tensor isclose iscomplex iscomplexobj isdtype isfinite isfortran isin isinf
    isnan isneginf isposinf isreal isrealobj isscalar issubdtype le less less_equal logical_and logical_not logical_or
    logical_xor lt ne not_equal
""")
"""Comparisons, and questions with the answer yes or no."""

REDUCING = _names("""
    accumulate amax amin aminmax argmax argmin average bincount bucketize cdist corrcoef count_nonzero cov cummax
    cummin cumprod cumsum cumulative_prod cumulative_sum cumulative_trapezoid diff digitize dist ediff1d histc
    histogram histogram2d histogram_bin_edges histogramdd kthvalue logcumsumexp logsumexp max mean median min mode
    nanargmax nanargmin nancumprod nancumsum nanmax nanmean nanmedian nanmin nanpercentile nanprod nanquantile nanstd
    nansum nanvar outer pairwise_distance pdist percentile prod ptp quantile reduce reduceat std std_mean sum
    sum_to_size trace trapezoid trapz var var_mean
""")
"""Several numbers become one, or running totals."""

SHAPING = _names("""
    adjoint append argpartition argsort argwhere as_strided as_strided_scatter ascontiguousarray asfortranarray
    atleast_1d atleast_2d atleast_3d block block_diag bmat broadcast broadcast_arrays broadcast_shapes
    broadcast_tensors broadcast_to c_ cartesian_prod cat chunk column_stack combinations compress concat concatenate
    constant_pad_nd contiguous delete diag diag_embed diag_indices diag_indices_from diagflat diagonal
    diagonal_scatter dsplit dstack expand expand_as expand_dims extract fill_diagonal flat flatiter flatnonzero
    flatten flip fliplr flipud gather H hsplit hstack index index_add index_copy index_exp index_fill index_put
    index_reduce index_select indices insert intersect1d ix_ lexsort mask_indices masked_fill masked_scatter
    masked_select matrix_transpose mH moveaxis movedim msort mT narrow narrow_copy ndenumerate ndindex nditer newaxis
    nonzero nonzero_static one_hot packbits pad partition permute permute_dims place put put_along_axis putmask r_
    ravel ravel_multi_index repeat repeat_interleave reshape reshape_as resize resize_as roll rollaxis rot90 row_stack
    s_ scatter scatter_add scatter_reduce searchsorted select_scatter setdiff1d setxor1d slice_inverse slice_scatter
    sort sort_complex split split_with_sizes squeeze stack swapaxes swapdims t T take take_along_axis take_along_dim
    tensor_split tile topk transpose tril tril_indices tril_indices_from trim_zeros triu triu_indices
    triu_indices_from unbind unflatten unfold union1d unique unique_all unique_consecutive unique_counts
    unique_inverse unique_values unpackbits unravel_index unsafe_chunk unsafe_split unsafe_split_with_sizes unsqueeze
    unstack view view_as view_as_complex view_as_real vsplit vstack
""")
"""The same numbers in another shape or order, and parts of them."""

CREATING = _names("""
    arange array array_split as_subclass as_tensor asanyarray asarray asarray_chkfinite asmatrix astype bernoulli
    bfloat16 binomial bool byte bytes_ byteswap cauchy cdouble cfloat chalf char clone complex copy copy_ copyto cpu
    cuda data detach double empty empty_like empty_permuted empty_strided exponential eye fill float from_dlpack
    from_numpy frombuffer fromfunction fromiter fromstring full full_like geometric geomspace half identity int
    int_repr ipu item linspace log_normal logspace long meshgrid mgrid mtia multinomial new new_empty
    new_empty_strided new_full new_ones new_tensor new_zeros normal numpy ogrid ones ones_like pin_memory poisson
    polar rand rand_like randint randint_like randn randn_like random randperm range resolve_conj resolve_neg
    scalar_tensor set short tensor to to_dense to_device tobytes tolist tri type type_as uniform vander xpu zero zeros
    zeros_like
""")
"""New tensors and arrays, copies, conversions, random numbers."""

LINEAR_ALGEBRA = _names("""
    addbmm addmm addmv addr baddbmm bilinear bmm chain_matmul cholesky cond convolve correlate cross det eig eigh
    eigvals eigvalsh einsum einsum_path frobenius_norm ger hadamard householder_product inv inverse kron linear logdet
    matmul matrix_norm matrix_power matrix_rank matvec mm multi_dot mv norm outer qr slogdet solve solve_triangular
    svd svdvals tensordot triangular_solve vecmat vector_norm
""")
"""Products of vectors and matrices, norms, and the usual decompositions."""

ABOUT_DATA = _names("""
    array2string array_repr array_str base base_repr binary_repr bool_ byteorder can_cast channels_last character
    clongdouble common_type complex128 complex256 complex32 complex64 complexfloating const_data_ptr contiguous_format
    csingle ctypes data_ptr dense_dim device dim dim_order dtype dtypes dump dumps e element_size errstate euler_gamma
    False_ finfo flags flexible float128 float16 float32 float64 floating format_float_positional
    format_float_scientific generic get_default_dtype get_device get_num_threads get_printoptions geterr getfield grad
    grad_dtype iinfo inexact inf initial_seed int16 int32 int64 int8 int_ intc integer intp is_coalesced is_conj
    is_contiguous is_cpu is_cuda is_distributed is_grad_enabled is_inference is_ipu is_leaf is_maia is_meta is_mkldnn
    is_mps is_mtia is_neg is_nested is_pinned is_quantized is_set_to is_shared is_sparse is_sparse_csr is_storage
    is_vulkan is_xla is_xpu itemset itemsize iterable layout longdouble longlong manual_seed may_share_memory
    min_scalar_type name names nan nbytes ndim ndimension nelement number numel object_ output_nr pi preserve_format
    printoptions promote_types requires_grad result_type ScalarType seed set_default_dtype set_num_threads
    set_printoptions seterr setfield setflags shape share_memory shares_memory signedinteger single size storage
    storage_offset storage_type str_ stride strided strides tofile tostring True_ typename typing ubyte uint uint16
    uint32 uint64 uint8 uintc uintp ulong ulonglong unsignedinteger untyped_storage ushort values void volatile
""")
"""Sizes, types, constants, settings, and what a tensor is asked about itself."""

OTHERS = (
    "torch.Tensor",
    "torch.*Tensor",
    "torch.Size",
    "torch.Generator",
    "torch.no_grad",
    "torch.inference_mode",
    "torch.vmap",
    "torch.func.vmap",
    "torch.linalg.LinAlgError",
    "torch.random",
    "torch.return_types",
    "torch.testing",
    "torch.types",
    "torch.utils.data",
    "torch.__version__",
    "numpy.ndarray",
    "numpy.ufunc",
    "numpy.linalg.LinAlgError",
    "numpy.exceptions",
    "numpy.random",
    "numpy.testing",
    "numpy.typing",
    "numpy.__version__",
    "scipy.special",
    "matplotlib.*",
    "mpl_toolkits.*",
    "torchvision.datasets",
    "torchvision.transforms",
    "tqdm.*",
    "typing_extensions.*",
)
"""Full names, each with everything below it: classes, settings, errors, data, pictures."""

ELEMENTARY = (
    *ARITHMETIC,
    *ELEMENTWISE,
    *COMPARING,
    *REDUCING,
    *SHAPING,
    *CREATING,
    *LINEAR_ALGEBRA,
    *ABOUT_DATA,
    *OTHERS,
)
"""All of them."""

DIFFERENTIABLE = (
    "requires_grad=True",
    ".requires_grad_",
    ".retain_grad",
    ".retains_grad",
    ".grad_fn",
    "torch.enable_grad",
    "torch.set_grad_enabled",
    "torch.nn.Buffer",
    "torch.nn.Identity",
    "torch.nn.Module",
    "torch.nn.ModuleDict",
    "torch.nn.ModuleList",
    "torch.nn.Parameter",
    "torch.nn.ParameterDict",
    "torch.nn.ParameterList",
    "torch.nn.Sequential",
    "torch.nn.init",
    "torch.nn.modules.module",
    "torch.nn.parameter",
    "torch.autograd.Function",
    "torch.autograd.Variable",
)
"""What a function may use besides if gradients flow through what it computes: parameters and modules."""
