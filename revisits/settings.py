"""Settings, one file, driven by the environment (django-environ). README.md lists every variable."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import django_stubs_ext
import environ
from celery.schedules import crontab
from csp.constants import NONCE, NONE, SELF

from revisits import embedded, retention, safety
from revisits.files import places

# Lets annotations name the type parameters of Django's generic classes.
django_stubs_ext.monkeypatch()

BASE_DIR = Path(__file__).resolve().parent.parent
env = environ.Env()

# "demo": one command, demo people, demo clock. "test": the test suite. "production": refuses unsafe values.
ENVIRONMENT = env.str("ENVIRONMENT", "demo")
PRODUCTION = ENVIRONMENT == "production"
DEMO = env.bool("DEMO", ENVIRONMENT == "demo")
# London wall time at which the demo's cases stand; the demo page can move it.
DEMO_CLOCK = env.str("DEMO_CLOCK", "2022-05-03T08:30") if DEMO else ""
DEBUG = env.bool("DEBUG", False)

SECRET_KEY = env.str("SECRET_KEY", "" if PRODUCTION else safety.DEMO_SECRET_KEY)
# Earlier ones: what was sealed or signed with them still opens.
SECRET_KEY_FALLBACKS = env.list("SECRET_KEY_FALLBACKS", default=[])
ALLOWED_HOSTS = env.list(
    "ALLOWED_HOSTS", default=[] if PRODUCTION else ["localhost", "127.0.0.1", "[::1]", "testserver"]
)
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])
# Address of the site as readers see it: links in e-mails start with it.
SITE_URL = env.str("SITE_URL", "" if PRODUCTION else "http://localhost:8000").rstrip("/")

INSTALLED_APPS = [
    "revisits.accounts.office_config.OfficeConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.contrib.humanize",
    "django.contrib.sitemaps",
    "pgtrigger",
    "csp",
    "crispy_forms",
    "crispy_forms_gds",
    "django_filters",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "revisits.record",
    "revisits.accounts",
    "revisits.files",
    "inspections",
    "letters",
    "surveys",
    "notifications",
    "revisits.public",
    "revisits.privacy",
    "revisits.demo",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "revisits.public.middleware.the_same_for_all",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "revisits.record.middleware.acts_for_the_person",
    "allauth.account.middleware.AccountMiddleware",
    "revisits.accounts.middleware.Gate",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "revisits.errors.SaysWhy",
    "notifications.middleware.ShowsFirst",
]

CSRF_FAILURE_VIEW = "revisits.errors.form_too_old"
ROOT_URLCONF = "revisits.urls"
WSGI_APPLICATION = "revisits.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "csp.context_processors.nonce",
                "revisits.accounts.context.site",
            ],
        },
    },
]

DATABASES = {"default": env.db_url_config(env.str("DATABASE_URL", "") or embedded.database_url())}
DATABASES["default"].setdefault("CONN_MAX_AGE", env.int("CONN_MAX_AGE", 60))
DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["revisits.accounts.backends.MembershipBackend"]
# E-mail addresses are unique whatever their case, by a constraint that the check does not see.
SILENCED_SYSTEM_CHECKS = ["auth.W004"]
LOGIN_URL = "sign-in"
LOGIN_REDIRECT_URL = "home"
LOGOUT_REDIRECT_URL = "sign-in"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "revisits.accounts.passwords.LongEnough", "OPTIONS": {"min_length": 12}},
    {"NAME": "revisits.accounts.passwords.UnlikeThePerson"},
    {"NAME": "revisits.accounts.passwords.NotCommon"},
    {"NAME": "revisits.accounts.passwords.NotBreached"},
    {"NAME": "revisits.accounts.passwords.NotGuessable"},
]
# Have I Been Pwned's list of SHA-1 hashes, ordered by hash, on this machine.
PWNED_PASSWORDS_FILE = env.str("PWNED_PASSWORDS_FILE", "")
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
# A link for a new password is good for two hours.
PASSWORD_RESET_TIMEOUT = 7200

# allauth: sign-in by address and password or by passkey; no sign-up; addresses are proven by invitation.
ACCOUNT_ADAPTER = "revisits.accounts.adapters.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_SESSION_REMEMBER = False
# Django's own: allauth's would keep a second table of addresses in step with the people's.
ACCOUNT_PASSWORD_RESET_TOKEN_GENERATOR = "django.contrib.auth.tokens.PasswordResetTokenGenerator"
ACCOUNT_REAUTHENTICATION_TIMEOUT = 600
ACCOUNT_RATE_LIMITS = {
    "login_failed": "20/m/ip,5/5m/key",
    # By whoever is signed out, for one open meeting: of one network address, and of all together.
    "open_meeting_register": "10/h/ip,300/h/key",
    "open_meeting_look": "30/h/ip,600/h/key",
    # One network address may be that of a mail provider, whose button many people press; the key is one message.
    "unsubscribe": "300/h/ip,20/h/key",
}
ACCOUNT_FORMS = {
    "login": "revisits.accounts.forms.sign_in.SignInForm",
    "reset_password": "revisits.accounts.forms.passwords.ForgottenForm",
    "reset_password_from_key": "revisits.accounts.forms.passwords.ResetForm",
    "change_password": "revisits.accounts.forms.passwords.ChangeForm",
    "reauthenticate": "revisits.accounts.forms.passwords.ConfirmForm",
}
MFA_ADAPTER = "revisits.accounts.adapters.MFAAdapter"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes", "webauthn"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Re-visits"
# Clocks may differ by one step of half a minute.
MFA_TOTP_TOLERANCE = 1
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_FORMS = {
    "authenticate": "revisits.accounts.forms.second_factor.CodeForm",
    "reauthenticate": "revisits.accounts.forms.second_factor.ConfirmCodeForm",
    "activate_totp": "revisits.accounts.forms.second_factor.AddAppForm",
    "deactivate_totp": "revisits.accounts.forms.second_factor.RemoveAppForm",
    "generate_recovery_codes": "revisits.accounts.forms.second_factor.NewCodesForm",
    "add_webauthn": "revisits.accounts.forms.second_factor.AddPasskeyForm",
}
# How many proxies in front of the web server are ours: the reader's address is what they tell, and nobody else.
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("TRUSTED_PROXIES", 1 if PRODUCTION else 0)
# Counts of attempts stand in PostgreSQL: losing Redis opens no door and closes none.
CACHES: dict[str, dict[str, Any]] = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "cache",
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    },
    # Of each process: what counts how often something is asked for, and need not outlive it.
    "memory": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "OPTIONS": {"MAX_ENTRIES": 50_000},
    },
}
# The survey: how often answers may come to one server (surveys/flood.py). In the last minutes
# of a real one 130 a minute came; a school or a library is one network.
SURVEY_LIMITS = {
    "minute": env.int("SURVEY_FLOOD_A_MINUTE", 300),
    "network": 120,
    "network_unproven": 30,
    "network_refused": 600,
    "look": 30,
    "look_all": 600,
}
# So many leading bits of nought a browser looks for: a second or two on an old phone.
SURVEY_PROOF_BITS = 14
# So many days after its closing answers on paper, by phone or by e-mail are still entered, if they came in before it.
SURVEY_ENTRY_DAYS = env.int("SURVEY_ENTRY_DAYS", 5)

# Whom a person asks who cannot get in.
SUPPORT_EMAIL = env.str("SUPPORT_EMAIL", "")

# For so long the link of an invitation is good.
INVITATION_LIFE = timedelta(days=env.int("INVITATION_DAYS", 7))

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_I18N = True
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = BASE_DIR / "var" / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
# Where archives of evidence are written before the whole goes into storage.
ARCHIVE_DIR = Path(env.str("ARCHIVE_DIR", "") or BASE_DIR / "var" / "archives")
# Files that people give: never below what the web server serves.
FILES_DIR = Path(env.str("FILES_DIR", "") or BASE_DIR / "var" / "files")
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "files": places.storage(env, local=FILES_DIR),
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
if ENVIRONMENT == "test":
    STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    # Found when asked for: every test client would search all folders first.
    WHITENOISE_USE_FINDERS = WHITENOISE_AUTOREFRESH = True

# Files on their way in; web processes and workers share the folder.
UPLOAD_DIR = Path(env.str("UPLOAD_DIR", "") or BASE_DIR / "var" / "uploads")
MAX_UPLOAD_BYTES = env.int("MAX_UPLOAD_BYTES", 2 * 1024**3)
# Files of a form without JavaScript, together.
SMALL_UPLOAD_BYTES = env.int("SMALL_UPLOAD_BYTES", 50 * 1024**2)
# What one person may have on its way at once.
UNFINISHED_UPLOAD_BYTES = env.int("UNFINISHED_UPLOAD_BYTES", 10 * 1024**3)
# An upload to which nothing came for so long is disposed of.
UPLOAD_LIFE = timedelta(days=env.int("UPLOAD_DAYS", 7))
FILE_UPLOAD_HANDLERS = [
    "revisits.files.uploads.small.NotTooMuch",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]

CRISPY_ALLOWED_TEMPLATE_PACKS = ["gds"]
CRISPY_TEMPLATE_PACK = "gds"

# E-mail leaves by SMTP alone. EMAIL_URL is smtp://host:port, smtp+tls:// or smtp+ssl://.
vars().update(env.email_url_config(env.str("EMAIL_URL", "") or "smtp://localhost:2525"))
EMAIL_TIMEOUT = env.int("EMAIL_TIMEOUT", 20)
# By what way messages about cases leave: "smtp", or "notify" for GOV.UK Notify; text messages: "none", or "notify".
# Mail about accounts always leaves by SMTP: Notify keeps the words that it sends, and theirs open accounts.
EMAIL_CHANNEL = env.str("EMAIL_CHANNEL", "smtp")
TEXT_CHANNEL = env.str("TEXT_CHANNEL", "none")
NOTIFY_API_KEY = env.str("NOTIFY_API_KEY", "")
NOTIFY_BASE_URL = env.str("NOTIFY_BASE_URL", "https://api.notifications.service.gov.uk")
# Ids of the templates with ((subject)) and ((body)), with ((letter)) too, and with ((body)) alone.
NOTIFY_EMAIL_TEMPLATE = env.str("NOTIFY_EMAIL_TEMPLATE", "")
NOTIFY_LETTER_TEMPLATE = env.str("NOTIFY_LETTER_TEMPLATE", "")
NOTIFY_TEXT_TEMPLATE = env.str("NOTIFY_TEXT_TEMPLATE", "")
# What reports of delivery are known by: Notify's bearer token, and the key that signs those of others.
NOTIFY_CALLBACK_TOKEN = env.str("NOTIFY_CALLBACK_TOKEN", "")
DELIVERY_WEBHOOK_SECRET = env.str("DELIVERY_WEBHOOK_SECRET", "")
DEFAULT_FROM_EMAIL = env.str(
    "DEFAULT_FROM_EMAIL", "" if PRODUCTION else "Re-visits <no-reply@revisits.example>"
)

# Celery: Redis carries work, PostgreSQL holds the truth. Losing Redis loses no work: the sweeps find it again.
CELERY_BROKER_URL = env.str("REDIS_URL", "") or embedded.redis_url()
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_TASK_TIME_LIMIT = 300
CELERY_TASK_PUBLISH_RETRY = False
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
# No retries: a page never waits for a dead broker, whose work the sweeps find.
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "visibility_timeout": 600,
    "socket_connect_timeout": 2,
    "socket_timeout": 5,
    "max_retries": 0,
}
CELERY_TIMEZONE = TIME_ZONE
CELERY_BEAT_SCHEDULE_FILENAME = str(BASE_DIR / "var" / "beat-schedule")
SWEEP_SECONDS = env.float("SWEEP_SECONDS", 15.0)
# Off: what can wait leaves by night and on days off as well.
QUIET_HOURS = env.bool("QUIET_HOURS", True)
# A claim older than this belongs to a worker that died: the message is sent again, with the same Message-ID.
OUTBOX_LEASE = timedelta(seconds=env.float("OUTBOX_LEASE_SECONDS", 120.0))
# Scanning: clamd at unix:///path or tcp://host:port; without it, files are "not scanned".
CLAMD_URL = env.str("CLAMD_URL", "")
# What becomes of a file that nobody scanned: opened after a warning, or not at all ("warn", "forbid").
OPEN_UNSCANNED = env.str("OPEN_UNSCANNED", "warn")
# For so long one scan may take; a claim older than the lease belongs to a worker that died.
SCAN_SECONDS = env.float("SCAN_SECONDS", 240.0)
SCAN_LEASE = timedelta(seconds=env.float("SCAN_LEASE_SECONDS", SCAN_SECONDS + 60))
# So many files a sweep scans at most, so that those given before a scanner was set do not crowd out the rest.
SCAN_BATCH = env.int("SCAN_BATCH", 100)
# For so long the stored files are compared with their hashes every night; the next night goes on from there.
VERIFY_FOR = timedelta(minutes=env.int("VERIFY_MINUTES", 60))

CELERY_BEAT_SCHEDULE = {
    "compute-stale-timelines": {"task": "inspections.compute_stale_timelines", "schedule": SWEEP_SECONDS},
    "suspend-cases": {"task": "inspections.suspend_cases", "schedule": SWEEP_SECONDS},
    "refresh-holidays": {"task": "inspections.refresh_holidays", "schedule": timedelta(days=1)},
    "tell-survey-windows": {"task": "inspections.tell_survey_windows", "schedule": timedelta(minutes=1)},
    "open-and-close-surveys": {"task": "surveys.open_and_close", "schedule": timedelta(minutes=1)},
    "tidy-surveys": {"task": "privacy.tidy_surveys", "schedule": timedelta(hours=6)},
    "read-words-of-evidence": {"task": "inspections.read_words_of_evidence", "schedule": SWEEP_SECONDS},
    "sweep-exports": {"task": "inspections.sweep_exports", "schedule": SWEEP_SECONDS},
    "render-unrendered-letters": {"task": "letters.render_unrendered", "schedule": SWEEP_SECONDS},
    "publish-due-letters": {"task": "letters.publish_due", "schedule": SWEEP_SECONDS},
    "expand-case-events": {"task": "notifications.expand_unexpanded", "schedule": SWEEP_SECONDS},
    "deliver-outbox": {"task": "notifications.deliver_due", "schedule": SWEEP_SECONDS},
    "scan-files": {"task": "files.sweep_scans", "schedule": SWEEP_SECONDS},
    "verify-files": {"task": "files.verify", "schedule": crontab(hour=3, minute=10)},
    "look-for-unnamed-bytes": {"task": "files.look_for_unnamed", "schedule": crontab(hour=2, minute=50)},
    "deliver-account-mail": {"task": "accounts.deliver_mail", "schedule": SWEEP_SECONDS},
    "finish-uploads": {"task": "files.finish_uploads", "schedule": SWEEP_SECONDS},
    "tidy-uploads": {"task": "files.tidy_uploads", "schedule": timedelta(hours=1)},
    "tidy-accounts": {"task": "accounts.tidy", "schedule": timedelta(hours=6)},
    "seal-record": {"task": "record.seal_entries", "schedule": timedelta(minutes=1)},
    "remind": {"task": "notifications.remind", "schedule": timedelta(minutes=10)},
    "send-digests": {"task": "notifications.send_digests", "schedule": timedelta(minutes=5)},
    "send-scheduled-notices": {"task": "notifications.send_scheduled", "schedule": SWEEP_SECONDS},
    "tidy-working-copies": {"task": "privacy.tidy_working_copies", "schedule": crontab(hour=2, minute=20)},
    "list-what-is-due-for-disposal": {"task": "privacy.list_due", "schedule": crontab(hour=2, minute=30)},
    "dispose-of-what-was-approved": {"task": "privacy.dispose_approved", "schedule": timedelta(minutes=10)},
}

# How long each type of record is kept; None is for good. RETENTION_<TYPE>_DAYS sets one, see revisits/retention.py.
RETENTION = retention.periods(env.ENVIRON)
# Whom the privacy notice names for questions about personal data.
PRIVACY_CONTACT = env.str("PRIVACY_CONTACT", "" if PRODUCTION else "data.protection@revisits.example")

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF, NONCE],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [SELF],
    }
}
X_FRAME_OPTIONS = "SAMEORIGIN"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
# A session ends after so long without a request, after so long altogether, and with the browser.
IDLE_MINUTES = env.int("IDLE_MINUTES", 30)
SESSION_HOURS = env.int("SESSION_HOURS", 12)
SESSION_COOKIE_AGE = SESSION_HOURS * 3600
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
if PRODUCTION:
    SECURE_SSL_REDIRECT = env.bool("SECURE_SSL_REDIRECT", True)
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
    SECURE_HSTS_SECONDS = env.int("SECURE_HSTS_SECONDS", 31_536_000)

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": env.str("LOG_LEVEL", "INFO")},
    # They tell of every step of every letter.
    "loggers": {name: {"level": "WARNING"} for name in ("weasyprint", "weasyprint.progress", "fontTools")},
}

if PRODUCTION:
    safety.refuse_unsafe(vars(), given=env.ENVIRON)
