package pk.rahnuma.api.organisation;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import pk.rahnuma.organisation.ShowOrganisationAction;

/// An organisation of the person.
///
/// @param role of the person: `owner`, `representative` or `viewer`
/// @param actions what the person can do: `decide` on persons who wait for admission, `invite`, change a `role`,
/// `remove`
///     members, `leave`
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
        @Schema(example = "owner") String role,
        @Schema(example = "[\"invite\"]") List<String> actions) {

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
