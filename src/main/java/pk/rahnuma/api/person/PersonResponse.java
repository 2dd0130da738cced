package pk.rahnuma.api.person;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.micronaut.core.annotation.Nullable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import pk.rahnuma.shared.Language;

/// The person of the token.
///
/// @param language of the conversation; missing until it is known
/// @param erasure request to be erased; missing when there is none
/// @param links number of persons who are linked with this one: what is said here, a copy and an erasure are of this
///     person only
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(example = """
            {
              "language": "ur",
              "consent": {
                "valid": true,
                "present": "2026-11-24",
                "version": "2026-11-24",
                "given": "2026-11-26T06:10:00Z"
              },
              "erasure": {"due": "2026-12-03T06:10:00Z"},
              "links": 1
            }
            """)
record PersonResponse(
        @Nullable
        @Schema(
                allowableValues = {Language.ENGLISH, Language.URDU, Language.ROMAN_URDU},
                example = "ur")
        String language,

        ConsentResponse consent,
        @Nullable ErasureResponse erasure,
        @Schema(example = "1") int links) {

    /// Consent to the storage of personal data.
    ///
    /// @param valid whether the person has consented to the present text
    /// @param present version of the present text
    /// @param version of the text to which they consented last; missing when they never did
    /// @param given time of that consent; missing when there is none
    /// @param withdrawn time of its withdrawal; missing otherwise
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record ConsentResponse(
            boolean valid,
            @Schema(example = "2026-11-24") String present,
            @Schema(example = "2026-11-24") @Nullable String version,
            @Nullable Instant given,
            @Nullable Instant withdrawn) {}

    /// A request to be erased.
    ///
    /// @param due time of the erasure, until which it can be cancelled
    record ErasureResponse(Instant due) {}
}
