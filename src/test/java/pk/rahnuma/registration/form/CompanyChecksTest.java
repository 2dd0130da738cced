package pk.rahnuma.registration.form;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import pk.rahnuma.registration.Application;
import pk.rahnuma.registration.ApplicationDecision;
import pk.rahnuma.registration.DecisionReason;
import pk.rahnuma.registration.DomainFixture;
import pk.rahnuma.registration.LineCounts;
import pk.rahnuma.registration.LineStatus;
import pk.rahnuma.registration.LineTransition;
import pk.rahnuma.registration.WorkingCalendar;

/// Findings in an organisation's answers, their masked view, and answers that are requested again.
class CompanyChecksTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 11, 24);

    private static Map<String, Object> line(String site, String... addresses) {
        return Map.of(
                "site", site,
                "isp", "nayatel",
                "subscriber_id", "NTL-12345",
                "sponsor", "Wateen",
                "addresses", List.of(addresses));
    }

    private static Map<String, Object> company() {
        Map<String, Object> answers = DomainFixture.company("Alif Software (Private) Limited", "0033402");
        answers.put("service", "vpn_registration");
        answers.put("org_type", "private_ltd");
        answers.put("ntn", "41749413");
        answers.put("company_proof_type", "incorporation");
        answers.put("company_proof", "11");
        answers.put("address", "12 Ferozepur Road");
        answers.put("province", "punjab");
        answers.put("city", "lahore");
        answers.put("applicant_designation", "Director");
        answers.put("applicant_email", "ayesha@alif.example");
        answers.put("applicant_authority", "owner_director");
        answers.put("id_front", "12");
        answers.put("id_back", "13");
        answers.put("connections", List.of(line("Lahore", "39.32.1.1"), line("Karachi", "39.32.1.2", "2400:adc0::1")));
        answers.put("vpn_software", "OpenVPN");
        answers.put("purpose", "client_systems");
        answers.put("purpose_text", "Working on the systems of a client abroad");
        return answers;
    }

    private static Map<String, Object> callCentre() {
        Map<String, Object> answers = company();
        answers.put("service", "whitelist_call_centre");
        answers.put("pseb_certificate_no", "CC-24/118");
        answers.put("pseb_expiry", "2027-06-30");
        answers.put("pseb_certificate", "14");
        answers.put("previously_whitelisted", 1);
        return answers;
    }

    private static List<CheckFinding> troubles(Map<String, Object> answers) {
        return FormChecks.checkAnswers(new FormAnswers(answers), TODAY).stream()
                .filter(check -> check.level() != CheckFinding.Level.FITS)
                .toList();
    }

    @Test
    void aProperApplicationFits() {
        assertThat(troubles(company())).isEmpty();
        assertThat(troubles(callCentre())).isEmpty();
    }

    @Test
    void aMissionNeedsALetterAndNoTaxNumber() {
        Map<String, Object> answers = company();
        List.of("secp_number", "ntn", "company_proof_type", "company_proof").forEach(answers::remove);
        answers.put("org_type", "embassy_mission");
        assertThat(troubles(answers))
                .singleElement()
                .isEqualTo(CheckFinding.ofError(
                        "official_letter",
                        pk.rahnuma.registration.StaffRemark.ofFinding("missing"),
                        DecisionReason.DOCUMENT_MISSING));
        answers.put("official_letter", "15");
        assertThat(troubles(answers)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            false | ntn                 | 41749414                   | LOOK  | check digit | COMPANY_PROOF_INVALID
            false | ntn                 | 3520112345671              | LOOK  | is a person’s number, with 13 digits | COMPANY_PROOF_INVALID
            false | secp_number         | 12345678                   | WRONG | format | COMPANY_PROOF_INVALID
            false | applicant_email     | ayesha@gmail.com           | LOOK  | is at a free provider, not at the organisation’s domain |
            false | applicant_cnic      | 352011234567               | WRONG | length | CNIC_MISMATCH_OR_EXPIRED
            false | landline            | 12                         | WRONG | not a phone |
            false | company_proof       | ''                         | WRONG | is missing | DOCUMENT_MISSING
            false | company_proof_type  | ''                         | WRONG | is missing | COMPANY_PROOF_INVALID
            false | applicant_authority | authorised                 | WRONG | is missing | DOCUMENT_MISSING
            false | destinations        | vpn.example.com, 39.32.1.1 | LOOK  | one address is also the far end of the VPN | IP_IS_VPN_EXIT
            false | purpose             | voice_calls                | LOOK  | calls: these need whitelisting, not a VPN | WRONG_SERVICE_TYPE
            true  | pseb_expiry         | 2026-11-23                 | WRONG | has passed | PSEB_CERT_MISSING_OR_EXPIRED
            true  | pseb_expiry         | 2026-12-10                 | LOOK  | is within 30 days | PSEB_CERT_MISSING_OR_EXPIRED
            true  | pseb_certificate_no | ''                         | WRONG | is missing | PSEB_CERT_MISSING_OR_EXPIRED
            """)
    void aMismatchIsFound(
            boolean callCentre,
            String name,
            String value,
            CheckFinding.Level level,
            String finding,
            DecisionReason reason) {
        Map<String, Object> answers = callCentre ? callCentre() : company();
        answers.put(name, value);
        assertThat(troubles(answers)).singleElement().satisfies(check -> {
            assertThat(check.level()).isEqualTo(level);
            assertThat(check.finding()).hasToString(finding);
            assertThat(check.reason()).isEqualTo(reason);
        });
    }

    @Test
    void fromFiveAddressesOnAReceiptIsMissingForWhitelistingAlone() {
        Map<String, Object> answers = callCentre();
        answers.put("previously_whitelisted", 2);
        assertThat(troubles(answers))
                .singleElement()
                .extracting(CheckFinding::reason)
                .isEqualTo(DecisionReason.FEE_UNPAID);
        answers.put("fee_proof", "16");
        assertThat(troubles(answers)).isEmpty();
        Map<String, Object> vpn = company();
        vpn.put("previously_whitelisted", 9);
        assertThat(troubles(vpn)).isEmpty();
    }

    @Test
    void theWidestRangeThatTheFormTakesFits() {
        Map<String, Object> answers = company();
        answers.put("connections", List.of(line("Lahore", "39.32.1.0/24")));
        assertThat(troubles(answers)).isEmpty();
    }

    @Test
    void aRangeCountsForTheFeeWithAllOfItsAddresses() {
        Map<String, Object> answers = callCentre();
        answers.put("connections", List.of(line("Lahore", "39.32.1.8/30")));
        assertThat(troubles(answers)).extracting(CheckFinding::reason).containsExactly(DecisionReason.FEE_UNPAID);
    }

    @Test
    void aSoleProprietorIsNotIncorporated() {
        Map<String, Object> answers = company();
        answers.put("org_type", "sole_proprietor");
        answers.put("ntn", "3520112345671");
        assertThat(troubles(answers))
                .singleElement()
                .extracting(CheckFinding::about, CheckFinding::reason)
                .containsExactly("company_proof_type", DecisionReason.COMPANY_PROOF_INVALID);
    }

    @Test
    void linesAreLookedAtOneByOne() {
        Map<String, Object> answers = company();
        answers.put(
                "connections",
                List.of(line("Lahore", "10.0.0.1"), line("Karachi"), line("Multan", "39.32.1.1", "39.32.1.1")));
        assertThat(troubles(answers))
                .extracting(check -> check.finding().toString())
                .containsExactlyInAnyOrder(
                        "an address inside a home or office (10.…)",
                        "line 2: no address is given",
                        "one address is given twice");
    }

    @Test
    void staffSeeALineAtATimeWithItsNetworkAndMaskedNumber() {
        Map<String, String> shown = MaskedAnswers.maskAnswers(new FormAnswers(company()), false);
        assertThat(shown.get("connections/2"))
                .startsWith("Karachi; nayatel; ")
                .contains("39.32.•••, 2400:adc0:•••")
                .doesNotContain("NTL-12345");
        assertThat(shown.get("applicant_cnic")).doesNotContain("1234567");
        assertThat(shown.get("company_proof")).isEqualTo("see Documents");
        assertThat(MaskedAnswers.maskAnswers(new FormAnswers(company()), true).get("connections/1"))
                .contains("39.32.1.1", "NTL-12345");
    }

    @Test
    void aNewLineTakesThePlaceOfTheOneOfItsSiteAndOnlyItIsShownAsChanged() {
        FormAnswers old = new FormAnswers(company());
        FormAnswers renewed = old.withReplacements(
                Map.of("connections", List.of(line(" karachi ", "39.32.9.9"), line("Multan", "39.32.9.8"))),
                List.of("connections"));
        assertThat(renewed.writtenAddresses()).containsExactly("39.32.1.1", "39.32.9.9", "39.32.9.8");
        assertThat(MaskedAnswers.maskChanges(old, renewed, true)).containsOnlyKeys("connections/2", "connections/3");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            COMPANY_PROOF_INVALID          | legal_name company_proof_type company_proof
            FEE_UNPAID                     | fee_proof
            PSEB_CERT_MISSING_OR_EXPIRED   | pseb_certificate_no pseb_expiry pseb_certificate
            IP_NOT_ASSIGNED_TO_SUBSCRIBER  | connections
            CNIC_MISMATCH_OR_EXPIRED       | applicant_name applicant_cnic id_front id_back
            INCOMPLETE_FORM                | purpose_text
            """)
    void aReasonAsksForTheOrganisationSOwnAnswers(DecisionReason reason, String names) {
        Map<String, Object> answers = callCentre();
        answers.put("purpose_text", "work");
        List<String> form = List.of(
                "legal_name",
                "company_proof_type",
                "company_proof",
                "pseb_certificate_no",
                "pseb_expiry",
                "pseb_certificate",
                "applicant_name",
                "applicant_cnic",
                "id_front",
                "id_back",
                "connections",
                "fee_proof",
                "purpose_text");
        Application application = new Application(
                1,
                null,
                2,
                3,
                "s",
                "register-company",
                "f",
                "en",
                LineCounts.ofStatus(LineStatus.REQUESTED, 1),
                null,
                null,
                null,
                List.of(),
                List.of(),
                null,
                null,
                1);
        ApplicationDecision decision = new ApplicationDecision(LineTransition.ASK, List.of(reason), null, null);
        assertThat(new RequestedAnswers(script -> form)
                        .findRequested(
                                application,
                                new FormAnswers(answers),
                                decision,
                                TODAY.atStartOfDay(WorkingCalendar.PAKISTAN_ZONE)
                                        .toInstant()))
                .containsExactly(names.split(" "));
    }

    @Test
    void anIndividualSAnswersAreNotTakenForAnOrganisationS() {
        Map<String, Object> answers = new HashMap<>(DomainFixture.answers("39.32.1.1"));
        assertThat(troubles(answers)).isEmpty();
    }
}
