package pk.rahnuma.web.apply;

import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import pk.rahnuma.conversation.FormCatalogService;
import pk.rahnuma.dialog.render.FormView;

/// Groups the answers of a form as its script does.
@Singleton
class ReviewPages {

    private final FormCatalogService catalog;

    ReviewPages(FormCatalogService catalog) {
        this.catalog = catalog;
    }

    /// Sections with the questions of a form, in the order of the script; questions in no section come last.
    List<ReviewSection> listSections(FormView form, String language) {
        Map<String, FormView.Field> left = new LinkedHashMap<>();
        form.fields().forEach(field -> left.put(field.key(), field));
        List<ReviewSection> sections = new ArrayList<>();
        catalog.findSchema(form.script(), language)
                .map(schema -> (List<?>) schema.get("x-sections"))
                .orElse(List.of())
                .forEach(each -> {
                    Map<?, ?> section = (Map<?, ?>) each;
                    addSection(
                            sections,
                            (String) section.get("title"),
                            ((List<?>) section.get("answers"))
                                    .stream()
                                            .map(left::remove)
                                            .filter(Objects::nonNull)
                                            .toList());
                });
        addSection(sections, "", List.copyOf(left.values()));
        return sections;
    }

    private static void addSection(List<ReviewSection> sections, String title, List<FormView.Field> fields) {
        if (!fields.isEmpty()) {
            sections.add(new ReviewSection(
                    title,
                    fields.stream()
                            .map(field -> new ReviewSection.Row(
                                    QuestionPage.toPath(field.key()), field.label(), field.fullValue(), field.file()))
                            .toList()));
        }
    }
}
