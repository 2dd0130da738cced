package pk.rahnuma.dialog.script;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import pk.rahnuma.script.ActionTypeRegistry;

/// Required questions of the packaged forms that have to be answered before others.
class AnswerDependenciesTest {

    private static final ScriptLibrary LIBRARY =
            ScriptLibrary.loadChecked(ScriptSources.readFiles(Path.of("bot-scripts")), ActionTypeRegistry.loadAll());

    private static List<String> prerequisites(String name) {
        Script script = LIBRARY.findCurrent(name);
        return script.named().values().stream()
                .filter(ScriptStep.Question.class::isInstance)
                .map(ScriptStep.Question.class::cast)
                .filter(question -> !question.optional())
                .map(question -> {
                    AnswerDependencies dependencies = new AnswerDependencies(script, LIBRARY.texts(), question);
                    return dependencies.isReviewedNext() && dependencies.isUsedBeforeReview() ? question.name() : null;
                })
                .filter(Objects::nonNull)
                .toList();
    }

    @Test
    void ofAPerson() {
        assertThat(prerequisites("register-individual"))
                .containsExactly("work_type", "city", "route", "sim_in_own_cnic");
    }

    @Test
    void ofAnOrganisation() {
        assertThat(prerequisites("register-company"))
                .containsExactly(
                        "organisation",
                        "service",
                        "org_type",
                        "ntn",
                        "known_organisation",
                        "city",
                        "company_proof_type",
                        "pseb_certificate_no",
                        "applicant_authority",
                        "site",
                        "addresses",
                        "previously_whitelisted");
    }
}
