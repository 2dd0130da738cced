package pk.rahnuma.api.organisation;

import io.micronaut.core.annotation.Nullable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import pk.rahnuma.http.ApiException;
import pk.rahnuma.http.JsonBodyReader;
import pk.rahnuma.http.ProblemDetail;
import pk.rahnuma.organisation.KeyScope;
import pk.rahnuma.organisation.OrganisationKeyService;

/// Reads and checks the bodies of requests that change keys.
final class KeyRequestReader {

    private KeyRequestReader() {}

    /// Request body.
    ///
    /// @param scopes at least one
    /// @param expires at most a year from now
    @Schema(name = "NewKeyRequest", example = """
            {
              "name": "Accounting",
              "scopes": ["applications:read"],
              "expires": "2027-11-30T00:00:00Z"
            }
            """)
    record NewKeyRequest(
            @Schema(example = "Accounting", maxLength = OrganisationKeyService.MAX_NAME_LENGTH)
            String name,

            @Schema(
                    allowableValues = {"applications:read", "applications:write"},
                    example = "[\"applications:read\"]")
            List<String> scopes,

            @Schema(example = "2027-11-30T00:00:00Z", format = "date-time")
            String expires) {}

    /// Request body.
    ///
    /// @param overlap hours for which the present secret works on, 0 to 24; null for 24
    /// @param expires of the key from now on, at most a year from now; null to leave it
    @Schema(name = "KeyRotationRequest", example = "{\"overlap\": 24, \"expires\": \"2027-11-30T00:00:00Z\"}")
    record KeyRotationRequest(
            @Nullable @Schema(example = "24", minimum = "0", maximum = "24")
            Integer overlap,

            @Nullable @Schema(example = "2027-11-30T00:00:00Z", format = "date-time")
            String expires) {}

    /// A rotation that was checked.
    record KeyRotation(Duration overlap, Optional<Instant> expires) {}

    static OrganisationKeyService.NewKey readNewKey(byte[] body, Instant now) {
        NewKeyRequest wanted = JsonBodyReader.readBody(body, NewKeyRequest.class);
        String name = wanted.name() == null ? "" : wanted.name().strip();
        if (name.isEmpty()
                || name.length() > OrganisationKeyService.MAX_NAME_LENGTH
                || name.chars().anyMatch(Character::isISOControl)) {
            throw invalid("Give `name`: 1 to " + OrganisationKeyService.MAX_NAME_LENGTH + " characters.");
        }
        return new OrganisationKeyService.NewKey(name, readScopes(wanted.scopes()), readExpiry(wanted.expires(), now));
    }

    static KeyRotation readRotation(byte[] body, Instant now) {
        KeyRotationRequest wanted = JsonBodyReader.readBody(body, KeyRotationRequest.class);
        long most = OrganisationKeyService.MAX_OVERLAP.toHours();
        long hours = wanted.overlap() == null ? most : wanted.overlap();
        if (hours < 0 || hours > most) {
            throw invalid("Give `overlap`: 0 to " + most + " hours.");
        }
        return new KeyRotation(
                Duration.ofHours(hours), Optional.ofNullable(wanted.expires()).map(text -> readExpiry(text, now)));
    }

    private static Set<KeyScope> readScopes(List<String> words) {
        Set<KeyScope> scopes = EnumSet.noneOf(KeyScope.class);
        if (words != null) {
            words.forEach(word -> scopes.add(
                    Optional.ofNullable(word).flatMap(KeyScope::parseWord).orElseThrow(KeyRequestReader::wrongScopes)));
        }
        if (scopes.isEmpty()) {
            throw wrongScopes();
        }
        return scopes;
    }

    private static ApiException wrongScopes() {
        return invalid("Give `scopes`: "
                + Arrays.stream(KeyScope.values()).map(KeyScope::toWord).collect(Collectors.joining(", "))
                + ", or one of them.");
    }

    private static Instant readExpiry(String text, Instant now) {
        Instant expires = null;
        try {
            expires =
                    text == null ? null : OffsetDateTime.parse(text).toInstant().truncatedTo(ChronoUnit.SECONDS);
        } catch (DateTimeException e) {
            // Reported below.
        }
        if (expires == null || !expires.isAfter(now) || expires.isAfter(now.plus(OrganisationKeyService.MAX_KEY_TTL))) {
            throw invalid("Give `expires`: a time such as 2027-01-31T00:00:00Z, at most a year from now.");
        }
        return expires;
    }

    private static ApiException invalid(String detail) {
        return ApiException.ofKind(ProblemDetail.Kind.INVALID, detail);
    }
}
