package pk.rahnuma.organisation;

import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import pk.rahnuma.dialog.model.Action;

/// `people.organisations`: the organisations that the person is a member of, in whatever role.
@Singleton
@Named("people.organisations")
public final class ListOrganisationsAction
        implements Action.Query<ListOrganisationsAction.In, ListOrganisationsAction.Out> {

    public record In() {}

    /// @param items by name
    public record Out(long count, List<Item> items) {}

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
