package pk.rahnuma.people.organisations;

import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import pk.rahnuma.dialog.Action;

/// `people.organisations`: the organisations that the person is a member of, in whatever role.
@Singleton
@Named("people.organisations")
public final class Memberships implements Action.Read<Memberships.In, Memberships.Out> {

    public record In() {}

    /// @param items by name
    public record Out(long count, List<Item> items) {}

    /// @param organisation its code
    /// @param role `owner`, `representative` or `viewer`
    public record Item(String organisation, String name, String role) {}

    private final Organisations organisations;

    Memberships(Organisations organisations) {
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
                .map(each -> new Item(
                        Organisation.code(each.getKey()),
                        names.get(each.getKey()),
                        each.getValue().word()))
                .sorted(Comparator.comparing(Item::name).thenComparing(Item::organisation))
                .toList();
        return new Out(items.size(), items);
    }
}
