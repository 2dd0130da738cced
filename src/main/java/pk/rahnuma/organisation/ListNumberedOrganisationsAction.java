package pk.rahnuma.organisation;

import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import pk.rahnuma.dialog.model.Action;

/// `people.acts_for_number`: lists the organisations with this tax number for which the person may apply. Others with
/// the number are not looked for.
@Singleton
@Named("people.acts_for_number")
public final class ListNumberedOrganisationsAction
        implements Action.Query<ListNumberedOrganisationsAction.In, ListNumberedOrganisationsAction.Out> {

    /// Input of the action.
    ///
    /// @param ntn as the form stores it
    public record In(String ntn) {}

    /// Result of the action.
    ///
    /// @param count number of organisations
    /// @param names with commas between them
    /// @param items sorted by name; no `viewer` among the roles
    public record Out(long count, String names, List<ListOrganisationsAction.Item> items) {}

    private final OrganisationService organisations;

    ListNumberedOrganisationsAction(OrganisationService organisations) {
        this.organisations = organisations;
    }

    @Override
    public List<Out> executeAll(List<Request<In>> requests) {
        Map<Long, List<ListOrganisationsAction.Item>> listed = organisations.listByName(
                requests.stream().map(Request::conversation).distinct().toList(), OrganisationRole::canAct);
        Map<String, Set<String>> numbers = organisations.findTaxNumbers(
                listed.values().stream()
                        .flatMap(List::stream)
                        .map(ListOrganisationsAction.Item::organisation)
                        .collect(Collectors.toSet()),
                requests.stream().map(request -> request.arguments().ntn()).collect(Collectors.toSet()));
        return requests.stream()
                .map(request -> out(listed.getOrDefault(request.conversation(), List.of()).stream()
                        .filter(item -> numbers.getOrDefault(item.organisation(), Set.of())
                                .contains(request.arguments().ntn()))
                        .toList()))
                .toList();
    }

    private static Out out(List<ListOrganisationsAction.Item> items) {
        String names = items.stream().map(ListOrganisationsAction.Item::name).collect(Collectors.joining(", "));
        return new Out(items.size(), names, items);
    }
}
