package pk.rahnuma.api.organisation;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import pk.rahnuma.organisation.ShowOrganisationAction;

/// An organisation of the person.
///
/// @param role of the person
/// @param actions that the person may take now: `decide` on persons who wait for admission, `invite`, change a `role`,
///     `remove` members, `leave`
@Schema(example = """
            {
              "id": "s28pyorxpy9n",
              "name": "Alif Software (Private) Limited",
              "role": "owner",
              "actions": ["invite", "leave"]
            }
            """)
record OrganisationResponse(
        @Schema(example = "s28pyorxpy9n") String id,
        @Schema(example = "Alif Software (Private) Limited") String name,

        @Schema(
                allowableValues = {"owner", "representative", "viewer"},
                example = "owner")
        String role,

        @Schema(
                allowableValues = {"decide", "invite", "role", "remove", "leave"},
                example = "[\"invite\"]")
        List<String> actions) {

    /// The chat offers to do nothing, too.
    private static final String NO_ACTION = "nothing";

    static OrganisationResponse fromResult(ShowOrganisationAction.Out shown) {
        return new OrganisationResponse(
                shown.organisation(),
                shown.name(),
                shown.role(),
                shown.ways().stream()
                        .map(ShowOrganisationAction.AvailableAction::code)
                        .filter(code -> !code.equals(NO_ACTION))
                        .toList());
    }
}
