"""Prefect only: names, retries, schedules, artifacts."""
