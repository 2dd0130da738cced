package pk.rahnuma.api.person;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import pk.rahnuma.person.signin.IssuedTokens;

/// Tokens of a device, shown only here.
///
/// @param access token for `Authorization: Bearer`
/// @param accessExpires end of its validity
/// @param refresh token for the next two, once; keep it as safely as a password
/// @param refreshExpires end of its validity, unless it is exchanged before
@Schema(example = """
            {
              "access": "ra_AAECAwQFBgcICQ…",
              "accessExpires": "2026-11-30T08:15:04Z",
              "refresh": "rr_AAECAwQFBgcICQ…",
              "refreshExpires": "2027-01-29T08:00:04Z"
            }
            """)
record TokensResponse(
        @Schema(example = "ra_AAECAwQFBgcICQ…") String access,
        Instant accessExpires,

        @Schema(example = "rr_AAECAwQFBgcICQ…") String refresh,

        Instant refreshExpires) {

    static TokensResponse fromIssued(IssuedTokens tokens) {
        return new TokensResponse(tokens.access(), tokens.accessExpires(), tokens.refresh(), tokens.refreshExpires());
    }

    @Override
    public String toString() {
        return "tokens until " + refreshExpires;
    }
}
