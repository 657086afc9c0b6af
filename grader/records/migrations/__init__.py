"""How a gradebook came to have its tables: one module in `versions` for each change of them, run by alembic."""
