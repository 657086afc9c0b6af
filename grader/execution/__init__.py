"""The trusted side of the worker: jobs, sessions, pools."""
