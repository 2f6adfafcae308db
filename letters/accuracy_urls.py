"""Addresses of the draft with the area: for its readers, and for the team."""

from django.urls import path

from letters.views import accuracy, accuracy_answers, comment_files, draft, draft_comments

DRAFT = "area/<slug:reference>/draft/"
COMMENT = DRAFT + "comments/<int:comment_id>/"
ACCURACY = "revisits/<slug:reference>/accuracy/"
ANSWER = ACCURACY + "comments/<int:comment_id>/"

accuracy_pages = [
    path(DRAFT, draft.draft, name="draft"),
    path(DRAFT + "copy.pdf", draft.draft_pdf, name="draft-pdf"),
    path(DRAFT + "answers/", draft.answers, name="draft-answers"),
    path(DRAFT + "paragraphs/<slug:block>/", draft_comments.add, name="draft-comment"),
    path(COMMENT, draft_comments.change, name="draft-comment-change"),
    path(COMMENT + "remove/", draft_comments.remove, name="draft-comment-remove"),
    path(COMMENT + "files/", comment_files.files, name="draft-comment-files"),
    path(DRAFT + "files/<int:file_id>/remove/", comment_files.remove, name="draft-comment-file-remove"),
    path("draft-files/<int:file_id>/", comment_files.file, name="accuracy-file"),
    path(DRAFT + "submit/", draft_comments.submit, name="draft-submit"),
    path(DRAFT + "receipt/", draft_comments.receipt, name="draft-receipt"),
    path(DRAFT + "receipt.txt", draft_comments.receipt_file, name="draft-receipt-file"),
    path(DRAFT + "late/", draft_comments.late, name="draft-late"),
    path(ACCURACY, accuracy.accuracy_page, name="accuracy"),
    path(ACCURACY + "close/", accuracy.close, name="accuracy-close"),
    path(ACCURACY + "reopen/", accuracy.reopen, name="accuracy-reopen"),
    path(ACCURACY + "late/<int:request_id>/", accuracy.late, name="accuracy-late"),
    path(ACCURACY + "changes/", accuracy_answers.changes, name="accuracy-changes"),
    path(ANSWER, accuracy_answers.comment, name="accuracy-comment"),
    path(ANSWER + "agree/", accuracy_answers.agree, name="accuracy-agree"),
]
