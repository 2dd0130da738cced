package pk.rahnuma.web.apply;

import io.micronaut.core.annotation.Nullable;
import java.util.ArrayList;
import java.util.Collection;
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
                    field.fullValue(),
                    field.file() == null ? null : files.get(field.file()),
                    field.changeable());
        }

        private static Row ofList(FormView.ItemList list) {
            return new Row(
                    FormPages.toListPath(list.name()),
                    list.label(),
                    list.items().stream().map(FormView.Item::title).collect(Collectors.joining("; ")),
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
        form.fields().forEach(field -> left.put(field.key(), field));
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
                    .forEach(list -> sections.addAll(takeItems(list, left, files)));
        }
        lists.values().forEach(list -> {
            addSection(sections, "", List.of(Row.ofList(list)));
            sections.addAll(takeItems(list, left, files));
        });
        addSection(
                sections,
                "",
                left.values().stream().map(field -> Row.ofField(field, files)).toList());
        return sections;
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
        List<ReviewSection> sections = new ArrayList<>();
        for (FormView.Item item : list.items()) {
            String prefix = list.name() + "/" + item.id() + "/";
            Collection<FormView.Field> own = left.values().stream()
                    .filter(field -> field.key().startsWith(prefix))
                    .toList();
            left.values().removeAll(own);
            sections.add(new ReviewSection(
                    item.title(),
                    own.stream().map(field -> Row.ofField(field, files)).toList(),
                    item.id()));
        }
        return sections;
    }

    private static void addSection(List<ReviewSection> sections, String title, List<Row> rows) {
        if (!rows.isEmpty()) {
            sections.add(new ReviewSection(title, rows, null));
        }
    }
}
