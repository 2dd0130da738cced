package pk.rahnuma.api.organisation;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.micronaut.core.annotation.Nullable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import pk.rahnuma.organisation.KeyScope;
import pk.rahnuma.organisation.MemberCodes;
import pk.rahnuma.organisation.OrganisationKey;

/// A key of an organisation, without its secret.
///
/// @param beginning first characters of the secret
/// @param by id of the member who made it; missing once they have left
/// @param used day of its last use; missing before the first
/// @param oldUntil until when the secret before the last rotation works; missing when there is none
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "KeyResponse", example = KeyResponse.EXAMPLE)
record KeyResponse(
        @Schema(example = "5381202912771940127") String id,
        @Schema(example = "Accounting") String name,

        @Schema(
                allowableValues = {"applications:read", "applications:write"},
                example = "[\"applications:read\"]")
        List<String> scopes,

        @Schema(example = "rk_4fTz") String beginning,
        @Nullable @Schema(example = "4946966b6b3ec6d3") String by,
        Instant created,
        Instant expires,
        @Nullable LocalDate used,
        @Nullable Instant oldUntil) {

    static final String EXAMPLE = """
            {
              "id": "5381202912771940127",
              "name": "Accounting",
              "scopes": ["applications:read"],
              "beginning": "rk_4fTz",
              "by": "4946966b6b3ec6d3",
              "created": "2026-11-30T08:00:00Z",
              "expires": "2027-11-30T00:00:00Z"
            }
            """;

    static KeyResponse fromKey(OrganisationKey key, MemberCodes codes, Instant now) {
        return new KeyResponse(
                Long.toString(key.id()),
                key.name(),
                key.scopes().stream().map(KeyScope::toWord).sorted().toList(),
                key.beginning(),
                key.maker() == null ? null : codes.codeOf(key.maker()),
                key.created(),
                key.expires(),
                key.used(),
                key.oldUntil() != null && key.oldUntil().isAfter(now) ? key.oldUntil() : null);
    }
}
