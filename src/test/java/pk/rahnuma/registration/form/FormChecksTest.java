package pk.rahnuma.registration.form;

import static org.assertj.core.api.Assertions.assertThat;
import static pk.rahnuma.registration.DomainFixture.answers;
import static pk.rahnuma.registration.DomainFixture.mobileAnswers;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.yaml.snakeyaml.Yaml;
import pk.rahnuma.SourceFiles;
import pk.rahnuma.registration.DecisionReason;

class FormChecksTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 11, 24);

    @Test
    void aProperApplicationFits() {
        assertThat(troubles(answers("39.32.1.1", "2400:adc0::1"))).isEmpty();
        assertThat(troubles(mobileAnswers("+923001234567"))).isEmpty();
    }

    @Test
    void anApplicationWithoutAnEmailAddressFits() {
        Map<String, Object> answers = answers("39.32.1.1");
        answers.remove("email");
        assertThat(troubles(answers)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            id_number             | 8520112345671  | LOOK  | unusual region
            id_number             | 352011234567   | WRONG | length
            mobile                | +924235761234  | WRONG | not mobile
            ntn                   | 14317717       | LOOK  | check digit
            ntn                   | 12             | WRONG | format
            ntn                   | 3520112345672  | LOOK  | has 13 digits, but is not the applicant’s own identity number
            tax_status            | inactive       | LOOK  | inactive: matters only where the taxpayers’ list is the proof
            engagement_proof_type | platform_profile | LOOK | a platform profile alone may be refused: PTA names a letter or an e-mail
            engagement_from       | 2027-01-01     | LOOK  | is in the future
            engagement_to         | 2025-12-31     | WRONG | is before the beginning
            engagement_to         | 2026-11-23     | LOOK  | has passed
            destination           | 39.32.1.1      | LOOK  | one address is also the far end of the VPN
            vpn_software          | my QuiXure-VPN | LOOK  | QuiXure VPN is licensed: its users need no registration of their own (PTA, 13 Nov 2025)
            purpose               | streaming      | LOOK  | is not commercial
            purpose_text          | work           | LOOK  | has 4 characters, expected 20 to 500
            """)
    void aMismatchIsFound(String name, String value, CheckFinding.Level level, String finding) {
        Map<String, Object> answers = answers("39.32.1.1");
        answers.put(name, value);
        assertThat(troubles(answers))
                .singleElement()
                .satisfies(check -> assertThat(check.finding()).hasToString(finding))
                .extracting(CheckFinding::level)
                .isEqualTo(level);
    }

    @ParameterizedTest
    @CsvSource({
        "register-individual, '', static_ip",
        "register-individual, '', mobile_number",
        "register-company, private_ltd, ''",
        "register-company, sole_proprietor, ''",
        "register-company, embassy_mission, ''"
    })
    void questionsThatAFormLeavesForLaterAreNeverWrong(String script, String organisation, String route) {
        Map<String, Object> form = new Yaml().load(SourceFiles.read(Path.of("bot-scripts", script + ".yaml")));
        Set<String> later = new TreeSet<>();
        collectLater(form.get("steps"), later);
        assertThat(later).contains("purpose_text");
        Map<String, Object> answers = new HashMap<>(Map.of("route", route, "org_type", organisation));
        answers.put("legal_name", organisation.isEmpty() ? "" : "Alif");
        assertThat(FormChecks.checkAnswers(new FormAnswers(answers), TODAY))
                .filteredOn(check -> check.level() == CheckFinding.Level.WRONG)
                .isNotEmpty()
                .extracting(CheckFinding::about)
                .doesNotContainAnyElementsOf(later);
    }

    private static void collectLater(Object steps, Set<String> into) {
        for (Object step : (List<?>) steps) {
            Map<?, ?> question = (Map<?, ?>) step;
            if (Boolean.TRUE.equals(question.get("later")) || Boolean.TRUE.equals(question.get("optional"))) {
                into.add((String) question.get("ask"));
            }
            if (question.get("steps") != null) {
                collectLater(question.get("steps"), into);
            }
        }
    }

    @Test
    void addressesThatCannotBeRegisteredAreFound() {
        assertThat(troubles(answers("100.64.1.1")))
                .singleElement()
                .extracting(CheckFinding::level, CheckFinding::reason)
                .containsExactly(CheckFinding.Level.WRONG, DecisionReason.IP_NOT_STATIC_OR_PRIVATE);
        assertThat(troubles(answers("39.32.1.1", "39.32.1.1")))
                .extracting(check -> check.finding().toString())
                .containsExactly("one address is given twice");
        assertThat(troubles(answers()))
                .extracting(check -> check.finding().toString())
                .containsExactly("no address is given");
    }

    @Test
    void onTheMobileRouteTheSimShouldBeTheApplicantsOwnAndThePrefixIsOnlyAHint() {
        Map<String, Object> answers = mobileAnswers("+923451234567");
        answers.put("sim_in_own_cnic", false);
        assertThat(troubles(answers))
                .extracting(CheckFinding::about, CheckFinding::level)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("sim_in_own_cnic", CheckFinding.Level.LOOK),
                        org.assertj.core.groups.Tuple.tuple("operator", CheckFinding.Level.LOOK));
    }

    @Test
    void anEmptyApplicationIsIncompleteAndBreaksNothing() {
        assertThat(troubles(new HashMap<>()))
                .filteredOn(check -> check.level() == CheckFinding.Level.WRONG)
                .extracting(CheckFinding::about)
                .contains("id_number", "mobile", "city", "route", "purpose", "declaration");
    }

    @Test
    void answersThatMayBeLeftOutAreLookedAtAndAskedForAsIncomplete() {
        Map<String, Object> answers = answers("39.32.1.1");
        List<String> later = List.of(
                "tax_status",
                "engagement_proof_type",
                "client_name",
                "client_country",
                "engagement_from",
                "purpose_text");
        answers.keySet().removeAll(later);
        answers.keySet().removeAll(List.of("vpn_protocol", "server_country"));
        assertThat(troubles(answers)).extracting(CheckFinding::about).containsExactlyElementsOf(later);
        assertThat(troubles(answers)).allSatisfy(check -> {
            assertThat(check.level()).isEqualTo(CheckFinding.Level.LOOK);
            assertThat(check.reason()).isEqualTo(DecisionReason.INCOMPLETE_FORM);
            assertThat(check.finding())
                    .hasToString("was left out: the proof of work may say it, otherwise ask the applicant");
        });
    }

    @Test
    void withoutTheNetworkStaffGetThePrefixAsAHint() {
        Map<String, Object> answers = mobileAnswers("+923451234567");
        answers.remove("operator");
        assertThat(troubles(answers))
                .singleElement()
                .satisfies(check -> assertThat(check.finding().toString()).contains("telenor", "only a hint"))
                .extracting(CheckFinding::about)
                .isEqualTo("operator");
    }

    @Test
    void sensitiveAnswersAreMaskedAndComeInTheOrderOfTheForm() {
        Map<String, Object> answers = mobileAnswers("+923331234567");
        answers.put("ips", List.of("39.32.1.1", "2400:adc0::1"));
        answers.put("later_question", 7L);
        Map<String, String> masked = MaskedAnswers.maskAnswers(new FormAnswers(answers), false);
        assertThat(masked.toString()).doesNotContain("3520112345671", "1234567", "ayesha@", "39.32.1.1", "adc0::1");
        assertThat(masked).containsEntry("full_name", "Ayesha Khan").containsEntry("ips", "39.32.•••, 2400:adc0:•••");
        assertThat(masked.keySet()).startsWith("work_type", "full_name").endsWith("declaration", "later_question");
        Map<String, String> revealed = MaskedAnswers.maskAnswers(new FormAnswers(answers), true);
        assertThat(revealed)
                .containsEntry("id_number", "35201-1234567-1")
                .containsEntry("ips", "39.32.1.1, 2400:adc0::1")
                .containsEntry("declaration", "yes");
    }

    private static List<CheckFinding> troubles(Map<String, Object> answers) {
        return FormChecks.checkAnswers(new FormAnswers(answers), TODAY).stream()
                .filter(check -> check.level() != CheckFinding.Level.FITS)
                .toList();
    }
}
