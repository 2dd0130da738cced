package pk.rahnuma.dialog.engine.session;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import pk.rahnuma.dialog.journey.Journey;
import pk.rahnuma.dialog.model.Session;
import pk.rahnuma.dialog.script.Script;
import pk.rahnuma.dialog.script.ScriptStep;

/// Fills the repeats of a session from whole lists, as a form sends them: the items are matched by position,
/// missing ones are added, surplus ones are removed, and the list is closed. An item that stays as it is may be
/// given by its id; items that are not named so are removed then.
final class FormItemLists {

    private final Script script;
    /// Items by name of the repeat, each with its answers by name; those that stay have none.
    private final Map<String, List<Map<?, ?>>> lists = new LinkedHashMap<>();
    /// Ids of the items to be removed, by name of the repeat.
    private final Map<String, List<String>> removed = new LinkedHashMap<>();
    private final Set<String> takenItems = new HashSet<>();

    /// @param session before the answers
    /// @param answers of which the lists of items are taken
    FormItemLists(Script script, Session session, Map<String, Object> answers) {
        this.script = script;
        answers.forEach((name, value) -> {
            if (script.named().get(name) instanceof ScriptStep.Repeat && value instanceof List<?> items) {
                List<String> ids = session.itemsOf(name);
                boolean named = items.isEmpty() || items.stream().anyMatch(String.class::isInstance);
                removed.put(
                        name,
                        named ? ids.stream().filter(id -> !items.contains(id)).toList() : List.of());
                lists.put(
                        name,
                        items.stream()
                                .filter(item -> !(item instanceof String) || ids.contains(item))
                                .<Map<?, ?>>map(item -> item instanceof Map<?, ?> answered ? answered : Map.of())
                                .toList());
            }
        });
    }

    /// Answers, by key, of items that the session has and that were not taken before.
    Map<String, Object> takeItemAnswers(Session session) {
        Map<String, Object> answers = new LinkedHashMap<>();
        lists.forEach((repeat, items) -> {
            List<String> ids = session.itemsOf(repeat).stream()
                    .filter(id -> !removed.get(repeat).contains(id))
                    .toList();
            for (int i = 0; i < Math.min(ids.size(), items.size()); i++) {
                String prefix = repeat + "/" + ids.get(i) + "/";
                if (takenItems.add(prefix)) {
                    items.get(i).forEach((name, value) -> answers.put(prefix + name, value));
                }
            }
        });
        return answers;
    }

    /// Adds or removes one item of a repeat that the journey has reached, or closes it.
    ///
    /// @return false when nothing was to be done
    boolean adjustItems(SessionStep sessionStep) {
        Journey.JourneyStep current = sessionStep.currentStep();
        for (String name : lists.keySet()) {
            ScriptStep.Repeat repeat = (ScriptStep.Repeat) script.named().get(name);
            boolean open = current.step() == repeat;
            boolean passed = sessionStep.journey().passedSteps().stream().anyMatch(step -> step.step() == repeat);
            List<String> ids = sessionStep.session().itemsOf(name);
            int wanted = Math.max(lists.get(name).size(), repeat.minItems());
            Optional<String> surplus = removed.get(name).stream()
                    .filter(ids::contains)
                    .findFirst()
                    .or(() -> ids.size() > wanted ? Optional.of(ids.getLast()) : Optional.empty());
            boolean inside = current.key().startsWith(name + "/");
            RepeatHandler items = new RepeatHandler(sessionStep, repeat);
            if ((open || passed || inside) && surplus.isPresent()) {
                items.removeItem(surplus.get());
                return true;
            }
            if ((open || passed) && ids.size() < wanted) {
                items.addItem();
                return true;
            }
            if (open) {
                items.closeList();
                return true;
            }
        }
        return false;
    }

    /// Names of the lists that the session has in full.
    Set<String> completeLists(Session session) {
        return lists.keySet().stream()
                .filter(session.answers()::containsKey)
                .filter(name -> session.itemsOf(name).size() == lists.get(name).size())
                .collect(Collectors.toSet());
    }
}
