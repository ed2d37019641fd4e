"""Answers: a closed form that a person gives, judged against the task."""

from derive.answers.check import Checked, check_answer, compare, unfit
from derive.answers.own_claim import OwnClaim, judge_text, said
from derive.answers.task import Task, task_of_claim, task_of_sides, task_of_text

__all__ = [
    "Checked",
    "OwnClaim",
    "Task",
    "check_answer",
    "compare",
    "judge_text",
    "said",
    "task_of_claim",
    "task_of_sides",
    "task_of_text",
    "unfit",
]
