"""Answers: a closed form that a person gives, judged against the task."""

from derive.answers.check import Checked, check_answer
from derive.answers.task import Task, task_of_claim, task_of_text, with_letters_of

__all__ = ["Checked", "Task", "check_answer", "task_of_claim", "task_of_text", "with_letters_of"]
