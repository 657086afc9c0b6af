"""The trusted side of the workers: jobs, sessions, pools."""
