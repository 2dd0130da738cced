package pk.rahnuma.registration.form;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import pk.rahnuma.dialog.field.FieldContext;
import pk.rahnuma.dialog.field.FieldParseResult;
import pk.rahnuma.dialog.field.IpAddresses;
import pk.rahnuma.dialog.script.FieldTypeRegistry;
import pk.rahnuma.registration.DecisionReason;
import pk.rahnuma.registration.StaffRemark;
import pk.rahnuma.shared.Language;

/// Collects the findings of checks; has the checks that the forms of individuals and organisations share.
final class CheckCollector {

    /// Protocols of programs that support only one or two, by a word of the program's name.
    private static final Map<String, Set<String>> PROTOCOLS_BY_SOFTWARE = Map.of(
            "wireguard",
            Set.of("wireguard"),
            "tailscale",
            Set.of("wireguard"),
            "openvpn",
            Set.of("openvpn", "ssl_vpn"),
            "strongswan",
            Set.of("ipsec_ikev2"));

    private static final Map<String, Object> RANGE_PROPERTIES =
            Map.of("ranges", true, "most", (long) IpAddresses.MAX_RANGE_SIZE);

    private static final Set<String> UNDECIDED_ANSWERS = Set.of("other", "dont_know");

    private final FormAnswers answers;
    private final LocalDate today;
    private final List<CheckFinding> found = new ArrayList<>();

    /// Creates an empty collector.
    ///
    /// @param today in Pakistan
    CheckCollector(FormAnswers answers, LocalDate today) {
        this.answers = answers;
        this.today = today;
    }

    List<CheckFinding> collectedFindings() {
        return List.copyOf(found);
    }

    void addDoubt(String name, StaffRemark finding, DecisionReason reason) {
        found.add(CheckFinding.ofDoubt(name, finding, reason));
    }

    void addError(String name, StaffRemark finding, DecisionReason reason) {
        found.add(CheckFinding.ofError(name, finding, reason));
    }

    void requireAnswers(List<String> names) {
        names.forEach(name -> requireAnswers(name, DecisionReason.INCOMPLETE_FORM));
    }

    void requireAnswers(String name, DecisionReason reason) {
        if (answers.textAnswer(name).isBlank()) {
            addError(name, StaffRemark.ofFinding("missing"), reason);
        }
    }

    /// Checks an answer that applicants may leave out, and that has to be known before a decision.
    void checkLeftOut(String name) {
        if (answers.textAnswer(name).isBlank()) {
            addDoubt(name, StaffRemark.ofFinding("left_out"), DecisionReason.INCOMPLETE_FORM);
        }
    }

    void checkDeclaration() {
        if (!answers.flagAnswer("declaration")) {
            addError("declaration", StaffRemark.ofFinding("not_made"), DecisionReason.INCOMPLETE_FORM);
        }
    }

    /// Checks an answer again with its field type; does nothing without an answer.
    void checkFormat(String name, String type, Map<String, Object> properties, DecisionReason reason) {
        if (!answers.textAnswer(name).isBlank()) {
            found.add(read(name, type, answers.textAnswer(name), properties, reason));
        }
    }

    void checkFormat(String name, String type, DecisionReason reason) {
        checkFormat(name, type, Map.of(), reason);
    }

    /// Checks the addresses to register: they must be public and distinct, and must not be the far end of the VPN.
    ///
    /// @param name of the question that they answer
    /// @param farEnd the answer that names the servers
    void checkAddresses(String name, List<String> addresses, String farEnd) {
        if (addresses.isEmpty()) {
            addError(name, StaffRemark.ofFinding("address_none"), DecisionReason.INCOMPLETE_FORM);
        }
        List<String> ends = List.of(answers.textAnswer(farEnd).split("[, ]+"));
        Set<String> seen = new HashSet<>();
        Set<CheckFinding> read = new HashSet<>();
        for (String written : addresses) {
            CheckFinding check = read(name, "ips", written, RANGE_PROPERTIES, DecisionReason.IP_NOT_STATIC_OR_PRIVATE);
            if (read.add(check)) {
                found.add(check);
            }
        }
        for (String address : addresses.stream()
                .flatMap(written -> IpAddresses.listAddresses(written).stream())
                .toList()) {
            if (!seen.add(address)) {
                addError(name, StaffRemark.ofFinding("address_twice"), DecisionReason.INCOMPLETE_FORM);
            }
            if (ends.contains(address)) {
                addDoubt(name, StaffRemark.ofFinding("address_far_end"), DecisionReason.IP_IS_VPN_EXIT);
            }
        }
    }

    /// Checks the purpose.
    void checkPurpose() {
        LicensedVpnProducts.findProduct(answers.textAnswer("vpn_software"))
                .ifPresent(product -> addDoubt(
                        "vpn_software",
                        StaffRemark.ofFinding("licensed", "product", product),
                        DecisionReason.WRONG_SERVICE_TYPE));
        protocol();
        if (Set.of("personal", "streaming", "blocked_site").contains(answers.textAnswer("purpose"))) {
            addDoubt("purpose", StaffRemark.ofFinding("not_commercial"), DecisionReason.PURPOSE_NOT_COMMERCIAL);
        }
        int length = answers.textAnswer("purpose_text").strip().length();
        if (length > 0 && (length < 20 || length > 500)) {
            addDoubt(
                    "purpose_text",
                    StaffRemark.ofFinding("text_length", "length", length),
                    DecisionReason.INCOMPLETE_FORM);
        }
    }

    /// Checks that the named program supports the chosen protocol.
    private void protocol() {
        String software = answers.textAnswer("vpn_software").toLowerCase(Locale.ROOT);
        String protocol = answers.textAnswer("vpn_protocol");
        if (protocol.isBlank() || UNDECIDED_ANSWERS.contains(protocol)) {
            return;
        }
        PROTOCOLS_BY_SOFTWARE.entrySet().stream()
                .filter(known ->
                        software.contains(known.getKey()) && !known.getValue().contains(protocol))
                .findFirst()
                .ifPresent(known -> addDoubt(
                        "vpn_protocol",
                        StaffRemark.ofFinding(
                                "protocol_other",
                                "protocol",
                                new StaffRemark.Option("vpn_protocol", protocol),
                                "software",
                                answers.textAnswer("vpn_software")),
                        DecisionReason.INCOMPLETE_FORM));
    }

    private CheckFinding read(
            String name, String type, String value, Map<String, Object> properties, DecisionReason reason) {
        return switch (FieldTypeRegistry.findByName(type)
                .parseAnswer(value, new FieldContext(properties, List.of(), Language.ENGLISH, today, null))) {
            case FieldParseResult.Accepted fine -> CheckFinding.ofFit(name, StaffRemark.ofFinding("fits"));
            case FieldParseResult.Doubtful doubt -> CheckFinding.ofDoubt(name, words(doubt.problem()), reason);
            case FieldParseResult.Partial partial ->
                CheckFinding.ofError(name, words(partial.problems().getFirst()), reason);
            case FieldParseResult.NoAnswer none -> throw new IllegalStateException("a stored value is a bare value");
            case FieldParseResult.Refused refused ->
                CheckFinding.ofError(name, words(refused.problems().getFirst()), reason);
        };
    }

    private static StaffRemark words(FieldParseResult.Problem problem) {
        return StaffRemark.ofFormatProblem(problem.code());
    }
}
