"""What comments on the accuracy of drafts, and their answers, hold on a person."""

from letters.models import (
    AccuracyComment,
    AccuracyFile,
    AccuracyRound,
    Answer,
    AnswerAgreement,
    AnswersTold,
    LateAnswer,
    LateRequest,
    Submission,
)
from revisits.accounts.personal_data import holds

KEPT = "outcome_drafts"
CASE = "version__letter__revisit__reference"
OF_ROUND = f"round__{CASE}"

holds(
    AccuracyRound,
    what="Drafts of outcome letters that you sent to the area",
    kept=KEPT,
    rows=lambda person: AccuracyRound.objects.filter(sent_by=person),
    columns={"Case": CASE, "Sent": "sent_at"},
)
holds(
    AccuracyComment,
    what="Comments that you wrote on the accuracy of drafts",
    kept=KEPT,
    rows=lambda person: AccuracyComment.objects.filter(by=person),
    columns={"Case": OF_ROUND, "For": "side", "Written": "at"},
)
holds(
    AccuracyFile,
    what="Files that you gave with comments on the accuracy of drafts",
    kept=KEPT,
    rows=lambda person: AccuracyFile.objects.filter(by=person),
    columns={"Case": f"comment__{OF_ROUND}", "Name": "file__name", "Given": "at"},
)
holds(
    Submission,
    what="Comments on the accuracy of drafts that you submitted for your side",
    kept=KEPT,
    rows=lambda person: Submission.objects.filter(by=person),
    columns={"Case": OF_ROUND, "For": "side", "Submitted": "at"},
)
holds(
    LateRequest,
    what="Requests of yours to comment on a draft late",
    kept=KEPT,
    rows=lambda person: LateRequest.objects.filter(by=person),
    columns={"Case": OF_ROUND, "For": "side", "Asked": "at"},
)
holds(
    LateAnswer,
    what="Requests to comment on a draft late that you answered",
    kept=KEPT,
    rows=lambda person: LateAnswer.objects.filter(by=person),
    columns={"Case": OF_ROUND, "For": "side", "Answered": "at"},
)
holds(
    Answer,
    what="Answers that you gave to comments on the accuracy of drafts",
    kept=KEPT,
    rows=lambda person: Answer.objects.filter(by=person),
    columns={"Case": f"comment__{OF_ROUND}", "Version": "number", "Given": "at"},
)
holds(
    AnswerAgreement,
    what="Answers to comments on the accuracy of drafts that you agreed for CQC",
    kept=KEPT,
    rows=lambda person: AnswerAgreement.objects.filter(by=person),
    columns={"Case": f"answer__comment__{OF_ROUND}", "Agreed": "at"},
)
holds(
    AnswersTold,
    what="Answers to comments on the accuracy of drafts that you told the area",
    kept=KEPT,
    rows=lambda person: AnswersTold.objects.filter(by=person),
    columns={"Case": f"submission__{OF_ROUND}", "Told": "at"},
)
