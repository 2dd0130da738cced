package pk.rahnuma.http;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpStatus;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Locale;
import java.util.Map;
import pk.rahnuma.vault.RandomText;

/// Problem document (RFC 9457).
///
/// @param type stable, the only part to be compared; also the path of a page about it
/// @param title the same for all of a type
/// @param detail advice for this request, or null
/// @param number random, to be quoted to the operator, who finds it in the log
/// @param extensions further members of this type, by name
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ProblemDetail(
        @Schema(example = "/problems/invalid") String type,
        String title,
        int status,
        @Nullable String detail,
        String number,
        @JsonAnyGetter @Schema(hidden = true) Map<String, Object> extensions) {

    public static final String MEDIA_TYPE = "application/problem+json";

    /// Start of the address of each type.
    public static final String TYPE_PATH = "/problems/";

    private static final String NUMBER_ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static final int NUMBER_LENGTH = 8;

    /// All problem types.
    public enum Kind {
        BAD_REQUEST(
                HttpStatus.BAD_REQUEST,
                "The request cannot be understood",
                "A parameter is invalid, unknown or repeated; `detail` names those of the operation."),
        NOT_JSON(HttpStatus.BAD_REQUEST, "The body is not a JSON object", "The body is not one JSON object in UTF-8."),
        UNAUTHENTICATED(
                HttpStatus.UNAUTHORIZED,
                "A token is needed",
                "The token is missing, unknown, expired or revoked: exchange the refresh token, or sign in again."),
        CROSS_SITE(
                HttpStatus.FORBIDDEN,
                "Requests from other sites are not taken",
                "Another site sent the request with the cookie of this one."),
        NOT_ALLOWED(
                HttpStatus.FORBIDDEN,
                "This is not allowed",
                "The token or the scopes of the key do not allow this, or the person may see it, but not change it."),
        NOT_FOUND(
                HttpStatus.NOT_FOUND,
                "There is nothing here",
                "There is no such thing, or it is not yours: both look the same."),
        WITH_STAFF(
                HttpStatus.CONFLICT,
                "A member of staff has the conversation now",
                "A member of staff has the conversation: go on when they have finished."),
        NO_OPERATOR(
                HttpStatus.CONFLICT,
                "Nobody runs this desk, so it takes no form and no ticket",
                "Nobody is named who runs the desk: no form and no ticket starts."),
        INCOMPLETE(
                HttpStatus.CONFLICT, "An answer is missing", "An answer is missing before the draft can be submitted."),
        METHOD_NOT_ALLOWED(
                HttpStatus.METHOD_NOT_ALLOWED, "This cannot be done here", "The path does not allow this method."),
        NOT_ACCEPTABLE(
                HttpStatus.NOT_ACCEPTABLE,
                "There is no answer of the kind that was asked for",
                "The response is JSON, or server-sent events: change `Accept`."),
        NOT_POSSIBLE(
                HttpStatus.CONFLICT,
                "This is not possible now",
                "The present state does not allow it, `detail` says why: read the state again; with `Retry-After`, send the same later."),
        PRECONDITION_FAILED(
                HttpStatus.PRECONDITION_FAILED,
                "A condition of the request does not hold",
                "It was changed since it was read: read it again, and send the change with the new `ETag`."),
        TOO_SLOW(
                HttpStatus.REQUEST_TIMEOUT,
                "The request took too long to arrive",
                "The head or the body arrived too slowly, or stopped: send it again."),
        TOO_LARGE(
                HttpStatus.REQUEST_ENTITY_TOO_LARGE,
                "The body is too large",
                "The body has more than 64 KB; for a file, more than 5 MB."),
        WRONG_CONTENT_TYPE(
                HttpStatus.UNSUPPORTED_MEDIA_TYPE,
                "The body must be JSON",
                "Send `Content-Type: application/json`, not compressed."),
        INVALID(
                HttpStatus.UNPROCESSABLE_ENTITY,
                "The message is not complete",
                "A member is missing or has a wrong format; `detail` says what to send."),
        IDEMPOTENCY_KEY_REUSED(
                HttpStatus.UNPROCESSABLE_ENTITY,
                "This key was used for another request",
                "The `Idempotency-Key`, or the `id` of a message, was used for another request: take a new one."),
        INVALID_REFERENCE(
                HttpStatus.UNPROCESSABLE_ENTITY,
                "No application can have this reference",
                "The reference has a typing error, or is the number of a ticket."),
        WRONG_CODE(
                HttpStatus.UNPROCESSABLE_ENTITY,
                "The code is not valid",
                "The code is wrong, used or expired, or there were too many tries; of Telegram’s data, likewise."),
        NOT_OFFERED(HttpStatus.UNPROCESSABLE_ENTITY, "This desk does not offer this", "This desk does not offer it."),
        OTHER_PERSON(
                HttpStatus.CONFLICT,
                "This belongs to another person",
                "The code is right, but belongs to another person than the token of the request. It is not used up: sent without the token, it signs in as that person. To a device that is signed in, `offer` offers to link the two."),
        ERASURE_PENDING(
                HttpStatus.CONFLICT,
                "An erasure is pending",
                "The other person has asked for their erasure: take it back there first."),
        TEXT_TOO_LONG(
                HttpStatus.UNPROCESSABLE_ENTITY, "The text is too long", "The text has more than 4,000 characters."),
        FILE_EMPTY(HttpStatus.UNPROCESSABLE_ENTITY, "The file is empty", "The body is empty."),
        FILE_TYPE(
                HttpStatus.UNPROCESSABLE_ENTITY,
                "Files of this kind are not taken",
                "The content is neither JPEG, PNG, PDF nor a table of addresses."),
        FILE_UNREADABLE(
                HttpStatus.UNPROCESSABLE_ENTITY, "The file cannot be opened", "The file is truncated or damaged."),
        FILE_LOCKED(
                HttpStatus.UNPROCESSABLE_ENTITY, "The file is protected", "A PDF with a password or other protection."),
        FILE_TOO_MANY_PIXELS(
                HttpStatus.UNPROCESSABLE_ENTITY,
                "The picture has too many pixels",
                "The picture is too large to be opened."),
        FILE_TABLE_TOO_LARGE(
                HttpStatus.UNPROCESSABLE_ENTITY, "The table is too large", "A table of more than 1 MB or 5,000 rows."),
        TOO_MANY(HttpStatus.TOO_MANY_REQUESTS, "Too many requests", "Wait for `Retry-After` seconds."),
        INTERNAL(
                HttpStatus.INTERNAL_SERVER_ERROR,
                "Something went wrong here",
                "An error of the desk: quote `number` to its operator."),
        STORAGE_FULL(
                HttpStatus.SERVICE_UNAVAILABLE,
                "There is no room to store this now",
                "The disk of the desk is almost full: keep what was not accepted, and send it again after `Retry-After` seconds."),
        SMS_USED_UP(
                HttpStatus.SERVICE_UNAVAILABLE,
                "No more SMS can be sent today",
                "No more SMS today; `Retry-After` is the time until midnight in Pakistan: offer a sign-in by e-mail or Telegram."),
        UNAVAILABLE(
                HttpStatus.SERVICE_UNAVAILABLE,
                "The desk cannot take messages right now",
                "Wait for `Retry-After` seconds and send the same request again.");

        private final HttpStatus status;
        private final String title;
        private final String advice;

        /// @param advice what it means, and what to do; parts of code are between backticks
        Kind(HttpStatus status, String title, String advice) {
            this.status = status;
            this.title = title;
            this.advice = advice;
        }

        /// Stable address of the type, where the desk shows a page about it.
        public String type() {
            return TYPE_PATH + name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        public String title() {
            return title;
        }

        /// Text for developers of clients.
        public String advice() {
            return advice;
        }

        public HttpStatus httpStatus() {
            return status;
        }

        /// Generic kind of a status.
        static Kind fromStatus(HttpStatus status) {
            return switch (status) {
                case NOT_FOUND -> NOT_FOUND;
                case UNAUTHORIZED -> UNAUTHENTICATED;
                case FORBIDDEN -> NOT_ALLOWED;
                case METHOD_NOT_ALLOWED -> METHOD_NOT_ALLOWED;
                case NOT_ACCEPTABLE -> NOT_ACCEPTABLE;
                case REQUEST_ENTITY_TOO_LARGE -> TOO_LARGE;
                case UNSUPPORTED_MEDIA_TYPE -> WRONG_CONTENT_TYPE;
                case TOO_MANY_REQUESTS -> TOO_MANY;
                case SERVICE_UNAVAILABLE -> UNAVAILABLE;
                default -> status.getCode() < HttpStatus.INTERNAL_SERVER_ERROR.getCode() ? BAD_REQUEST : INTERNAL;
            };
        }
    }

    public static ProblemDetail ofKind(Kind kind, String detail) {
        return ofKind(kind, kind.httpStatus().getCode(), detail);
    }

    static ProblemDetail ofKind(Kind kind, int status, String detail) {
        String number = RandomText.createText(NUMBER_ALPHABET, NUMBER_LENGTH);
        return new ProblemDetail(kind.type(), kind.title, status, detail, number, Map.of());
    }

    ProblemDetail withExtensions(Map<String, Object> further) {
        return new ProblemDetail(type, title, status, detail, number, further);
    }
}
