package pk.rahnuma.register.certificate;

import static org.assertj.core.api.Assertions.assertThat;
import static pk.rahnuma.registration.DomainFixture.MONDAY;
import static pk.rahnuma.registration.DomainFixture.execute;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import pk.rahnuma.OnEachDatabase;
import pk.rahnuma.TestDatabase;
import pk.rahnuma.register.certificate.CertificateCheckService.CertificateState;
import pk.rahnuma.register.certificate.CertificateCheckService.CheckResult;
import pk.rahnuma.register.certificate.CertificateService.IssuedCertificate;
import pk.rahnuma.registration.Application;
import pk.rahnuma.registration.ApplicationDecision;
import pk.rahnuma.registration.DecisionReason;
import pk.rahnuma.registration.DomainFixture;
import pk.rahnuma.registration.LineTerm;
import pk.rahnuma.registration.LineTransition;
import pk.rahnuma.registration.WorkingCalendar;
import pk.rahnuma.registration.decision.DecisionFixture;
import pk.rahnuma.registration.form.ProviderNames;
import pk.rahnuma.registration.submission.SubmitOrganisationApplicationAction;
import pk.rahnuma.shared.DeskIdentity;
import pk.rahnuma.shared.DeskIdentity.RunBy;
import pk.rahnuma.shared.OperatingMode;
import pk.rahnuma.shared.PublicUrls;
import pk.rahnuma.shared.Reference;

@OnEachDatabase(always = true)
class CertificateServiceTest {

    private static final String HOLDER = "Indus Data Services";
    private static final String ADDRESS = "https://desk.example.pk";
    private static final Instant LATER = MONDAY.plus(Duration.ofDays(2));

    private final DomainFixture fixture;
    private final CertificateKeys keys;
    private final CertificateStore store;
    private final CertifiedLineReader lines;
    private final CertificateService service;
    private final CertificateCheckService checks;
    private final Reference reference;

    CertificateServiceTest(TestDatabase database) {
        this.fixture = new DomainFixture(database);
        this.keys = new CertificateKeys(database.vault());
        this.store = database.getBean(CertificateStore.class);
        this.lines = new CertifiedLineReader(fixture.contents, database.getBean(ProviderNames.class));
        this.service = createService(OperatingMode.AUTHORITY, ADDRESS);
        this.checks = createChecks(service);
        Map<String, Object> answers = DomainFixture.company(HOLDER, "");
        answers.put("connections", List.of(line("Lahore", "39.64.20.1"), line("Multan", "39.64.20.2")));
        this.reference = Reference.parseText(execute(
                                fixture.submissionFixture.submitFor,
                                fixture.createPerson("en"),
                                new SubmitOrganisationApplicationAction.In("new", answers),
                                MONDAY)
                        .reference())
                .orElseThrow();
    }

    private CertificateService createService(OperatingMode mode, String address) {
        return new CertificateService(
                DeskIdentity.ofExample(mode, RunBy.OPERATOR),
                PublicUrls.ofText(address),
                fixture.database.transactions(),
                fixture.applications,
                lines,
                store,
                keys,
                fixture.audit);
    }

    private CertificateCheckService createChecks(CertificateService over) {
        return new CertificateCheckService(
                over, fixture.database.getBean(CertificateRepository.class), store, keys, lines, fixture.applications);
    }

    private static Map<String, Object> line(String site, String address) {
        return Map.of("isp", "nayatel", "subscriber_id", "NTL-" + site, "site", site, "addresses", List.of(address));
    }

    private Application stored() {
        return fixture.applications.findApplication(reference).orElseThrow();
    }

    private IssuedCertificate issue() {
        return service.issueCertificate(stored(), "applicant", MONDAY).orElseThrow();
    }

    private static String numberOf(IssuedCertificate certificate) {
        return certificate.signed().statement().number().toGroupedText();
    }

    private CheckResult check(IssuedCertificate certificate, Instant now) {
        CheckResult byCode = checks.checkStatement(certificate.signed().digits(), now);
        assertThat(checks.checkNumber(numberOf(certificate), "  indus DATA services ", now))
                .isEqualTo(byCode);
        return byCode;
    }

    private void decide(LineTransition act, Integer... numbers) {
        boolean reasons = act == LineTransition.SUSPEND || act == LineTransition.REVOKE;
        fixture.decide(
                reference,
                new ApplicationDecision(act, reasons ? List.of(DecisionReason.FEE_UNPAID) : List.of(), null, null)
                        .aboutLines(Set.of(numbers)),
                LATER);
    }

    @Test
    void theRegisteredLinesAndTheirHolderArePrinted() {
        fixture.activate(reference);
        IssuedCertificate certificate = issue();
        assertThat(certificate.content().holder()).isEqualTo(HOLDER);
        assertThat(certificate.content().lines())
                .containsExactly(
                        new CertificateContent.RegisteredLine("Lahore", "Nayatel", List.of("39.64.20.1")),
                        new CertificateContent.RegisteredLine("Multan", "Nayatel", List.of("39.64.20.2")));
        assertThat(numberOf(certificate)).startsWith("C-").doesNotContain(reference.toGroupedText());
        assertThat(new String(service.printPdf(certificate, "ur-Latn"), StandardCharsets.ISO_8859_1))
                .startsWith("%PDF-");
        assertThat(fixture.audit.findSince(stored().id(), List.of("certificate.issued"), MONDAY, 5))
                .hasSize(1);
    }

    @Test
    void aCertificateStaysTheSameWhileNothingChanges() {
        fixture.activate(reference);
        assertThat(issue().signed().digits()).isEqualTo(issue().signed().digits());
    }

    @Test
    void nothingIsIssuedBeforeALineIsRegistered() {
        assertThat(service.issueCertificate(stored(), "applicant", MONDAY)).isEmpty();
        fixture.activate(reference);
        decide(LineTransition.REVOKE, 1, 2);
        assertThat(service.issueCertificate(stored(), "applicant", LATER)).isEmpty();
    }

    @Test
    void onlyAnAuthorityWithAnAddressIssuesAndChecks() {
        fixture.activate(reference);
        IssuedCertificate certificate = issue();
        for (CertificateService other :
                List.of(createService(OperatingMode.ASSISTANCE, ADDRESS), createService(OperatingMode.AUTHORITY, ""))) {
            assertThat(other.isOfferedFor(stored())).isFalse();
            assertThat(other.issueCertificate(stored(), "applicant", MONDAY)).isEmpty();
            assertThat(createChecks(other).checkStatement(certificate.signed().digits(), MONDAY))
                    .isEqualTo(CheckResult.NO_MATCH);
            assertThat(createChecks(other).checkNumber(numberOf(certificate), HOLDER, MONDAY))
                    .isEqualTo(CheckResult.NO_MATCH);
        }
    }

    @Test
    void aCertificateIsValidUntilALineIsSuspendedAndAgainAfterIt() {
        fixture.activate(reference);
        IssuedCertificate certificate = issue();
        assertThat(check(certificate, MONDAY).state()).isEqualTo(CertificateState.VALID);
        decide(LineTransition.SUSPEND, 2);
        CheckResult suspended = check(certificate, LATER);
        assertThat(suspended.state()).isEqualTo(CertificateState.SUSPENDED);
        assertThat(suspended.suspendedSince()).isEqualTo(LATER);
        decide(LineTransition.RESUME, 2);
        assertThat(check(certificate, LATER).state()).isEqualTo(CertificateState.VALID);
        decide(LineTransition.REVOKE, 2);
        assertThat(check(certificate, LATER).state()).isEqualTo(CertificateState.NOT_VALID);
    }

    @Test
    void anotherCertificateReplacesTheFormerOne() {
        fixture.activate(reference);
        IssuedCertificate former = issue();
        decide(LineTransition.REVOKE, 2);
        IssuedCertificate present = issue();
        assertThat(present.content().lines()).hasSize(1);
        assertThat(numberOf(present)).isNotEqualTo(numberOf(former));
        assertThat(check(former, LATER).state()).isEqualTo(CertificateState.NOT_VALID);
        assertThat(check(present, LATER).state()).isEqualTo(CertificateState.VALID);
    }

    @Test
    void aCertificateEndsWithTheLastDayThatItNames() {
        LocalDate lastDay = WorkingCalendar.dayOf(MONDAY).plusDays(10);
        fixture.decide(reference, LineTransition.VERIFY, LineTransition.CONFIRM);
        fixture.decide(reference, DecisionFixture.approval("PTA-7").withTerm(new LineTerm(null, lastDay)));
        IssuedCertificate certificate = issue();
        Instant lastSecond = WorkingCalendar.startOf(lastDay.plusDays(1)).minusSeconds(1);
        assertThat(check(certificate, lastSecond).validUntil()).isEqualTo(lastDay);
        assertThat(check(certificate, lastSecond.plusSeconds(1)).state()).isEqualTo(CertificateState.NOT_VALID);
        fixture.decide(
                reference,
                new ApplicationDecision(LineTransition.SET_TERM).withTerm(new LineTerm(null, lastDay.plusDays(30))));
        assertThat(numberOf(issue())).isNotEqualTo(numberOf(certificate));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Indus Data Service", "", "C-2222-2222-22", "Lahore"})
    void anotherNameMatchesNothing(String name) {
        fixture.activate(reference);
        assertThat(checks.checkNumber(numberOf(issue()), name, MONDAY)).isEqualTo(CheckResult.NO_MATCH);
    }

    @Test
    void aNumberAndACodeOfNoCertificateMatchNothing() {
        fixture.activate(reference);
        String digits = issue().signed().digits();
        String other = CertificateNumber.createRandom(new java.util.Random(9)).toGroupedText();
        assertThat(checks.checkNumber(other, HOLDER, MONDAY)).isEqualTo(CheckResult.NO_MATCH);
        assertThat(checks.checkNumber(reference.toGroupedText(), HOLDER, MONDAY))
                .isEqualTo(CheckResult.NO_MATCH);
        String changed = digits.substring(0, 40) + (digits.charAt(40) == '7' ? '8' : '7') + digits.substring(41);
        assertThat(checks.checkStatement(changed, MONDAY)).isEqualTo(CheckResult.NO_MATCH);
        assertThat(checks.checkStatement("", MONDAY)).isEqualTo(CheckResult.NO_MATCH);
    }

    @Test
    void theCertificateOfAnErasedHolderIsVoidAndNamesNothing() {
        fixture.activate(reference);
        IssuedCertificate certificate = issue();
        CertificateDataHandler handler =
                new CertificateDataHandler(fixture.database.getBean(CertificateRepository.class));
        long holder = stored().subject();
        assertThat(handler.exportData(holder).toString()).contains(numberOf(certificate));
        fixture.database.transactions().executeWrite(status -> {
            handler.eraseData(holder, LATER);
            return null;
        });
        assertThat(handler.exportData(holder)).isEmpty();
        assertThat(checks.checkStatement(certificate.signed().digits(), LATER).state())
                .isEqualTo(CertificateState.NOT_VALID);
        assertThat(checks.checkNumber(numberOf(certificate), HOLDER, LATER)).isEqualTo(CheckResult.NO_MATCH);
    }
}
