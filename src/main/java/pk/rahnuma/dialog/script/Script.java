package pk.rahnuma.dialog.script;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// A loaded and checked script.
///
/// @param flow hash of its definition, to which sessions are pinned; texts are not included
/// @param command the global command that starts it (`start`, `status`, `human`), or null
/// @param link the word of the links that lead to it, or null
/// @param menu position in the menu, 0 for none
/// @param interrupts whether it may run during another, which then continues
/// @param keeps whether answers are kept as a draft when it is set aside
/// @param shares whether the script that starts next takes chosen options of this one
/// @param questions those outside repeats, in reading order
/// @param sections those of its first review that has any; empty without
/// @param source the definition as JSON, includes resolved; loads again to the same script
public record Script(
        String name,
        String flow,
        String command,
        String link,
        int menu,
        boolean interrupts,
        boolean keeps,
        boolean shares,
        List<ScriptStep> steps,
        Map<String, ScriptStep> named,
        List<ScriptStep.Question> questions,
        List<ScriptStep.Review.Section> sections,
        String source) {

    /// Maximum keys that [#findUnknownAnswers] names.
    public static final int MAX_UNKNOWN_ANSWERS = 10;

    public static Map<String, ScriptStep> indexByName(List<ScriptStep> steps) {
        Map<String, ScriptStep> stepsByName = new LinkedHashMap<>();
        forEachStep(steps, step -> {
            if (!step.name().isEmpty()) {
                stepsByName.put(step.name(), step);
            }
        });
        return stepsByName;
    }

    /// Questions outside repeats, in reading order.
    public static List<ScriptStep.Question> listQuestions(List<ScriptStep> steps) {
        return steps.stream()
                .flatMap(step -> switch (step) {
                    case ScriptStep.Question question -> Stream.of(question);
                    case ScriptStep.Group group -> listQuestions(group.steps()).stream();
                    default -> Stream.<ScriptStep.Question>empty();
                })
                .toList();
    }

    /// Options that other answers must have for a question to be asked, by name of the answer.
    public Map<String, String> optionsBefore(ScriptStep.Question question) {
        Map<String, String> options = new LinkedHashMap<>();
        forEachStep(step -> {
            if (step instanceof ScriptStep.Group group
                    && listQuestions(group.steps()).contains(question)) {
                group.when()
                        .requiredOption()
                        .ifPresent(required -> options.put(required.getKey(), required.getValue()));
            }
        });
        return options;
    }

    /// Visits every step, including those in groups and repeats, in reading order.
    static void forEachStep(List<ScriptStep> steps, Consumer<ScriptStep> visitor) {
        for (ScriptStep step : steps) {
            visitor.accept(step);
            switch (step) {
                case ScriptStep.Group g -> forEachStep(g.steps(), visitor);
                case ScriptStep.Repeat r -> forEachStep(r.steps(), visitor);
                default -> {}
            }
        }
    }

    /// Sections of the first review that has any; empty without.
    public static List<ScriptStep.Review.Section> findSections(Map<String, ScriptStep> named) {
        for (ScriptStep step : named.values()) {
            if (step instanceof ScriptStep.Review review && !review.sections().isEmpty()) {
                return review.sections();
            }
        }
        return List.of();
    }

    /// Names of the answers in the order of these sections; empty without.
    public List<String> reviewOrder() {
        return sections.stream().flatMap(section -> section.answers().stream()).toList();
    }

    /// Sections with a question that is not left for later, in which a person sees how far they are; empty without.
    public List<ScriptStep.Review.Section> parts() {
        return sections.stream().filter(this::isAskedOnTheWay).toList();
    }

    private boolean isAskedOnTheWay(ScriptStep.Review.Section section) {
        return section.answers().stream()
                .anyMatch(name -> !(named.get(name) instanceof ScriptStep.Question question && question.later()));
    }

    /// Keys of answers for which the script has no question, in their order.
    ///
    /// @param answers as [pk.rahnuma.dialog.model.ConversationInput.SubmittedAnswers#answers()] has them
    /// @return at most [#MAX_UNKNOWN_ANSWERS]
    public List<String> findUnknownAnswers(Map<String, Object> answers) {
        return answers.entrySet().stream()
                .flatMap(answer -> findUnknownAnswers(answer.getKey(), answer.getValue()))
                .limit(MAX_UNKNOWN_ANSWERS)
                .toList();
    }

    private Stream<String> findUnknownAnswers(String key, Object value) {
        String[] parts = key.split("/");
        if (named.get(parts[0]) instanceof ScriptStep.Repeat repeat) {
            Set<String> questions = indexByName(repeat.steps()).keySet();
            if (parts.length > 1) {
                return parts.length == 3 && questions.contains(parts[2]) ? Stream.empty() : Stream.of(key);
            }
            return value instanceof List<?> items
                    ? items.stream()
                            .flatMap(item -> item instanceof Map<?, ?> answered ? answered.keySet().stream() : null)
                            .map(String::valueOf)
                            .filter(name -> !questions.contains(name))
                            .map(name -> key + "/" + name)
                            .distinct()
                    : Stream.empty();
        }
        // The same name may belong to a question of an item too, where a script includes two forms.
        return questions.stream().anyMatch(question -> question.name().equals(key)) ? Stream.empty() : Stream.of(key);
    }

    public void forEachStep(Consumer<ScriptStep> visitor) {
        forEachStep(steps, visitor);
    }
}
