package pk.rahnuma.web;

import io.micronaut.core.annotation.Nullable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import pk.rahnuma.dialog.render.FormView;

/// Part of the list of answers that is checked before sending.
///
/// @param title empty for questions outside of all parts
/// @param rows at least one
/// @param item id of the item of a list that it shows; null for a part of the form
public record ReviewSection(
        String title, List<Row> rows, @Nullable String item) {

    /// Maximum items of a list that are shown at once; a page of the list has the others.
    static final int MAX_SHOWN_ITEMS = 20;

    /// A question or a list with its answer.
    ///
    /// @param path behind that of the form
    /// @param value null when it is not answered
    /// @param file that is the answer; null for other answers
    /// @param changeable false when the answer stays as it is
    public record Row(
            String path,
            String label,
            @Nullable String value,
            @Nullable AnsweredFile file,
            boolean changeable) {

        private static Row ofField(FormView.Field field, Map<String, AnsweredFile> files) {
            return new Row(
                    QuestionPage.toPath(field.key()),
                    field.label(),
                    field.input().fullValue(),
                    field.file() == null ? null : files.get(field.file()),
                    field.input().changeable());
        }

        private static Row ofList(FormView.ItemList list) {
            return new Row(
                    FormPages.toListPath(list.name()),
                    list.label(),
                    list.items().size() <= MAX_SHOWN_ITEMS
                            ? list.items().stream().map(FormView.Item::title).collect(Collectors.joining("; "))
                            : list.menu(),
                    null,
                    true);
        }
    }

    /// Sections with the answers of a form, in the order of its script, each followed by the items of its lists;
    /// questions in no section come last.
    ///
    /// @param files answers that are files, by id
    static List<ReviewSection> listSections(FormView form, Map<String, AnsweredFile> files) {
        Map<String, FormView.Field> left = new LinkedHashMap<>();
        form.fields().stream()
                .filter(field -> field.input().summarised())
                .forEach(field -> left.put(field.key(), field));
        Map<String, FormView.ItemList> lists =
                form.lists().stream().collect(Collectors.toMap(FormView.ItemList::name, list -> list));
        List<ReviewSection> sections = new ArrayList<>();
        for (FormView.Section section : form.sections()) {
            addSection(
                    sections,
                    section.title(),
                    section.answers().stream()
                            .map(name -> lists.containsKey(name)
                                    ? Row.ofList(lists.get(name))
                                    : left.containsKey(name) ? Row.ofField(left.remove(name), files) : null)
                            .filter(Objects::nonNull)
                            .toList());
            section.answers().stream()
                    .map(lists::remove)
                    .filter(Objects::nonNull)
                    .forEach(list -> sections.addAll(firstItems(list, left, files)));
        }
        lists.values().forEach(list -> {
            addSection(sections, "", List.of(Row.ofList(list)));
            sections.addAll(firstItems(list, left, files));
        });
        addSection(
                sections,
                "",
                left.values().stream().map(field -> Row.ofField(field, files)).toList());
        return sections;
    }

    private static List<ReviewSection> firstItems(
            FormView.ItemList list, Map<String, FormView.Field> left, Map<String, AnsweredFile> files) {
        return takeItems(list, left, files).stream().limit(MAX_SHOWN_ITEMS).toList();
    }

    /// Items of a list with their answers.
    static List<ReviewSection> listItems(FormView form, FormView.ItemList list, Map<String, AnsweredFile> files) {
        Map<String, FormView.Field> fields = new LinkedHashMap<>();
        form.fields().forEach(field -> fields.put(field.key(), field));
        return takeItems(list, fields, files);
    }

    /// @param left fields by key, from which those of the items are removed
    private static List<ReviewSection> takeItems(
            FormView.ItemList list, Map<String, FormView.Field> left, Map<String, AnsweredFile> files) {
        String prefix = list.name() + "/";
        Map<String, List<Row>> rows = new HashMap<>();
        left.forEach((key, field) -> {
            if (key.startsWith(prefix)) {
                rows.computeIfAbsent(key.substring(prefix.length(), key.lastIndexOf('/')), unused -> new ArrayList<>())
                        .add(Row.ofField(field, files));
            }
        });
        left.keySet().removeIf(key -> key.startsWith(prefix));
        return list.items().stream()
                .map(item -> new ReviewSection(item.title(), rows.getOrDefault(item.id(), List.of()), item.id()))
                .toList();
    }

    private static void addSection(List<ReviewSection> sections, String title, List<Row> rows) {
        if (!rows.isEmpty()) {
            sections.add(new ReviewSection(title, rows, null));
        }
    }
}
