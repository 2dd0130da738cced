package pk.rahnuma.organisation;

import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import pk.rahnuma.dialog.model.Action;

/// `people.acts_for`: lists the organisations for which the person may apply.
@Singleton
@Named("people.acts_for")
public final class ListRepresentedOrganisationsAction
        implements Action.Query<ListRepresentedOrganisationsAction.In, ListRepresentedOrganisationsAction.Out> {

    public record In() {}

    /// Result of the action.
    ///
    /// @param count number of organisations
    /// @param items sorted by name, at most twenty; no `viewer` among the roles
    public record Out(long count, List<ListOrganisationsAction.Item> items) {}

    private final OrganisationService organisations;

    public ListRepresentedOrganisationsAction(OrganisationService organisations) {
        this.organisations = organisations;
    }

    @Override
    public List<Out> executeAll(List<Request<In>> requests) {
        Map<Long, List<ListOrganisationsAction.Item>> listed = organisations.listByName(
                requests.stream().map(Request::conversation).distinct().toList(), OrganisationRole::canAct);
        return requests.stream()
                .map(request -> out(listed.getOrDefault(request.conversation(), List.of())))
                .toList();
    }

    private static Out out(List<ListOrganisationsAction.Item> items) {
        return new Out(
                items.size(),
                items.subList(0, Math.min(items.size(), OrganisationService.MAX_ORGANISATIONS_PER_PERSON)));
    }
}
