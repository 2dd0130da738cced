package pk.rahnuma.organisation;

import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import pk.rahnuma.dialog.model.Action;

/// `people.organisations`: lists the organisations of which the person is a member, in any role.
@Singleton
@Named("people.organisations")
public final class ListOrganisationsAction
        implements Action.Query<ListOrganisationsAction.In, ListOrganisationsAction.Out> {

    public record In() {}

    /// Result of the action.
    ///
    /// @param items sorted by name
    public record Out(long count, List<Item> items) {}

    /// An organisation in the list.
    ///
    /// @param organisation its code
    /// @param role `owner`, `representative` or `viewer`
    public record Item(String organisation, String name, String role) {}

    private final OrganisationService organisations;

    ListOrganisationsAction(OrganisationService organisations) {
        this.organisations = organisations;
    }

    @Override
    public List<Out> executeAll(List<Request<In>> requests) {
        Map<Long, List<Item>> listed = organisations.listByName(
                requests.stream().map(Request::conversation).distinct().toList(), role -> true);
        return requests.stream()
                .map(request -> listed.getOrDefault(request.conversation(), List.of()))
                .map(items -> new Out(items.size(), items))
                .toList();
    }
}
