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
/// @param type `/problems/<name>`: stable, the only part to be compared
/// @param title the same for all of a type
/// @param detail advice for this request, or null
/// @param number random, to be quoted; the log has it; of rejections (a status below 500) the log has
/// [RejectionLog#MAX_LINES_BURST] at once, then [RejectionLog#MAX_LINES_PER_MINUTE] per minute
/// @param extensions further members of this type, by name
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ProblemDetail(
        String type,
        String title,
        int status,
        @Nullable String detail,
        String number,
        @JsonAnyGetter @Schema(hidden = true) Map<String, Object> extensions) {

    public static final String MEDIA_TYPE = "application/problem+json";

    private static final String NUMBER_ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static final int NUMBER_LENGTH = 8;

    /// All problem types.
    public enum Kind {
        BAD_REQUEST(HttpStatus.BAD_REQUEST, "The request cannot be understood"),
        NOT_JSON(HttpStatus.BAD_REQUEST, "The body is not a JSON object"),
        UNAUTHENTICATED(HttpStatus.UNAUTHORIZED, "A token is needed"),
        CROSS_SITE(HttpStatus.FORBIDDEN, "Requests from other sites are not taken"),
        NOT_ALLOWED(HttpStatus.FORBIDDEN, "This is not allowed"),
        NOT_FOUND(HttpStatus.NOT_FOUND, "There is nothing here"),
        WITH_STAFF(HttpStatus.CONFLICT, "A member of staff has the conversation now"),
        NO_OPERATOR(HttpStatus.CONFLICT, "Nobody runs this desk, so it takes no form and no ticket"),
        INCOMPLETE(HttpStatus.CONFLICT, "An answer is missing"),
        METHOD_NOT_ALLOWED(HttpStatus.METHOD_NOT_ALLOWED, "This cannot be done here"),
        NOT_ACCEPTABLE(HttpStatus.NOT_ACCEPTABLE, "There is no answer of the kind that was asked for"),
        NOT_POSSIBLE(HttpStatus.CONFLICT, "This is not possible now"),
        PRECONDITION_FAILED(HttpStatus.PRECONDITION_FAILED, "A condition of the request does not hold"),
        TOO_SLOW(HttpStatus.REQUEST_TIMEOUT, "The request took too long to arrive"),
        TOO_LARGE(HttpStatus.REQUEST_ENTITY_TOO_LARGE, "The body is too large"),
        WRONG_CONTENT_TYPE(HttpStatus.UNSUPPORTED_MEDIA_TYPE, "The body must be JSON"),
        INVALID(HttpStatus.UNPROCESSABLE_ENTITY, "The message is not complete"),
        IDEMPOTENCY_KEY_REUSED(HttpStatus.UNPROCESSABLE_ENTITY, "This key was used for another request"),
        INVALID_REFERENCE(HttpStatus.UNPROCESSABLE_ENTITY, "No application can have this reference"),
        WRONG_CODE(HttpStatus.UNPROCESSABLE_ENTITY, "The code is not valid"),
        NOT_OFFERED(HttpStatus.UNPROCESSABLE_ENTITY, "This desk does not offer this"),
        OTHER_PERSON(HttpStatus.CONFLICT, "This belongs to another person"),
        ERASURE_PENDING(HttpStatus.CONFLICT, "An erasure is pending"),
        TEXT_TOO_LONG(HttpStatus.UNPROCESSABLE_ENTITY, "The text is too long"),
        FILE_EMPTY(HttpStatus.UNPROCESSABLE_ENTITY, "The file is empty"),
        FILE_TYPE(HttpStatus.UNPROCESSABLE_ENTITY, "Files of this kind are not taken"),
        FILE_UNREADABLE(HttpStatus.UNPROCESSABLE_ENTITY, "The file cannot be opened"),
        FILE_LOCKED(HttpStatus.UNPROCESSABLE_ENTITY, "The file is protected"),
        FILE_TOO_MANY_PIXELS(HttpStatus.UNPROCESSABLE_ENTITY, "The picture has too many pixels"),
        FILE_TABLE_TOO_LARGE(HttpStatus.UNPROCESSABLE_ENTITY, "The table is too large"),
        TOO_MANY(HttpStatus.TOO_MANY_REQUESTS, "Too many requests"),
        INTERNAL(HttpStatus.INTERNAL_SERVER_ERROR, "Something went wrong here"),
        STORAGE_FULL(HttpStatus.SERVICE_UNAVAILABLE, "There is no room to store this now"),
        SMS_USED_UP(HttpStatus.SERVICE_UNAVAILABLE, "No more SMS can be sent today"),
        UNAVAILABLE(HttpStatus.SERVICE_UNAVAILABLE, "The desk cannot take messages right now");

        private final HttpStatus status;
        private final String title;

        Kind(HttpStatus status, String title) {
            this.status = status;
            this.title = title;
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
        String type = "/problems/" + kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
        String number = RandomText.createText(NUMBER_ALPHABET, NUMBER_LENGTH);
        return new ProblemDetail(type, kind.title, status, detail, number, Map.of());
    }

    ProblemDetail withExtensions(Map<String, Object> further) {
        return new ProblemDetail(type, title, status, detail, number, further);
    }
}
