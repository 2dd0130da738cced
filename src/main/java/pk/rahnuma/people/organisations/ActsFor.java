package pk.rahnuma.people.organisations;

import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import pk.rahnuma.dialog.Action;

/// `people.acts_for`: the organisations for which the person may apply.
@Singleton
@Named("people.acts_for")
public final class ActsFor implements Action.Read<ActsFor.In, ActsFor.Out> {

    public record In() {}

    /// @param count how many there are
    /// @param items by name, twenty at most
    public record Out(long count, List<Item> items) {}

    /// @param organisation its code
    /// @param role `owner` or `representative`
    public record Item(String organisation, String name, String role) {}

    private final Organisations organisations;

    ActsFor(Organisations organisations) {
        this.organisations = organisations;
    }

    @Override
    public List<Out> run(List<Request<In>> requests) {
        Map<Long, Map<Long, Role>> roles = organisations.roles(
                requests.stream().map(Request::conversation).distinct().toList());
        Set<Long> all =
                roles.values().stream().flatMap(each -> each.keySet().stream()).collect(Collectors.toSet());
        Map<Long, String> names = organisations.names(all);
        return requests.stream()
                .map(request -> out(roles.getOrDefault(request.conversation(), Map.of()), names))
                .toList();
    }

    private static Out out(Map<Long, Role> roles, Map<Long, String> names) {
        List<Item> items = roles.entrySet().stream()
                .filter(each -> each.getValue().acts())
                .map(each -> new Item(
                        Organisation.code(each.getKey()),
                        names.get(each.getKey()),
                        each.getValue().word()))
                .sorted(Comparator.comparing(Item::name).thenComparing(Item::organisation))
                .toList();
        return new Out(items.size(), items.subList(0, Math.min(items.size(), Organisations.OF_ONE_PERSON)));
    }
}
