package pk.rahnuma.api.organisation;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import pk.rahnuma.organisation.ShowOrganisationAction;

/// A member of an organisation.
///
/// @param id valid within the organisation
/// @param name that they gave themselves
/// @param role in the organisation
/// @param waiting whether the person waits for admission, and has no access yet; owners alone see them
/// @param since time of the admission, or of the request for it
/// @param own whether it is the person of the token
@Schema(example = """
            {
              "id": "51d0aedadde49958",
              "name": "Sana Malik",
              "role": "viewer",
              "waiting": false,
              "since": "2026-11-26T06:10:00Z",
              "own": false
            }
            """)
record MemberResponse(
        @Schema(example = "51d0aedadde49958") String id,
        @Schema(example = "Sana Malik") String name,

        @Schema(
                allowableValues = {"owner", "representative", "viewer"},
                example = "viewer")
        String role,

        boolean waiting,
        Instant since,
        boolean own) {

    static MemberResponse fromResult(ShowOrganisationAction.Member member, boolean waiting) {
        return new MemberResponse(member.member(), member.name(), member.role(), waiting, member.since(), member.own());
    }
}
