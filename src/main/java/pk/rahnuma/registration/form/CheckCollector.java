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
import pk.rahnuma.dialog.field.FieldTypeRegistry;
import pk.rahnuma.registration.DecisionReason;
import pk.rahnuma.registration.StaffRemark;

/// What checks have found so far, and the checks that the forms of individuals and of organisations share.
final class CheckCollector {

    /// Protocols that programs speak which have only one or two, by a word of their names.
    private static final Map<String, Set<String>> SPOKEN = Map.of(
            "wireguard",
            Set.of("wireguard"),
            "tailscale",
            Set.of("wireguard"),
            "openvpn",
            Set.of("openvpn", "ssl_vpn"),
            "strongswan",
            Set.of("ipsec_ikev2"));

    private static final Set<String> UNDECIDED = Set.of("other", "dont_know");

    private final FormAnswers answers;
    private final LocalDate today;
    private final List<CheckFinding> found = new ArrayList<>();

    /// @param today in Pakistan
    CheckCollector(FormAnswers answers, LocalDate today) {
        this.answers = answers;
        this.today = today;
    }

    List<CheckFinding> found() {
        return List.copyOf(found);
    }

    void look(String name, StaffRemark finding, DecisionReason reason) {
        found.add(CheckFinding.look(name, finding, reason));
    }

    void wrong(String name, StaffRemark finding, DecisionReason reason) {
        found.add(CheckFinding.wrong(name, finding, reason));
    }

    void needs(List<String> names) {
        names.forEach(name -> needs(name, DecisionReason.INCOMPLETE_FORM));
    }

    void needs(String name, DecisionReason reason) {
        if (answers.text(name).isBlank()) {
            wrong(name, StaffRemark.found("missing"), reason);
        }
    }

    void declaration() {
        if (!answers.flag("declaration")) {
            wrong("declaration", StaffRemark.found("not_made"), DecisionReason.INCOMPLETE_FORM);
        }
    }

    /// Reads the answer again as its type would; nothing when there is no answer.
    void format(String name, String type, Map<String, Object> properties, DecisionReason reason) {
        if (!answers.text(name).isBlank()) {
            found.add(read(name, type, answers.text(name), properties, reason));
        }
    }

    void format(String name, String type, DecisionReason reason) {
        format(name, type, Map.of(), reason);
    }

    /// Addresses that are registered: public ones, each once, and not the far end of the VPN.
    ///
    /// @param name of the question that they answer
    /// @param farEnd the answer that names the servers
    void addresses(String name, List<String> addresses, String farEnd) {
        if (addresses.isEmpty()) {
            wrong(name, StaffRemark.found("address_none"), DecisionReason.INCOMPLETE_FORM);
        }
        List<String> ends = List.of(answers.text(farEnd).split("[, ]+"));
        Set<String> seen = new HashSet<>();
        Set<CheckFinding> read = new HashSet<>();
        for (String address : addresses) {
            CheckFinding check = read(name, "ip", address, Map.of(), DecisionReason.IP_NOT_STATIC_OR_PRIVATE);
            if (read.add(check)) {
                found.add(check);
            }
            if (!seen.add(address)) {
                wrong(name, StaffRemark.found("address_twice"), DecisionReason.INCOMPLETE_FORM);
            }
            if (ends.contains(address)) {
                look(name, StaffRemark.found("address_far_end"), DecisionReason.IP_IS_VPN_EXIT);
            }
        }
    }

    /// What it is for.
    void purpose() {
        LicensedVpnProducts.product(answers.text("vpn_software"))
                .ifPresent(product -> look(
                        "vpn_software",
                        StaffRemark.found("licensed", "product", product),
                        DecisionReason.WRONG_SERVICE_TYPE));
        protocol();
        if (Set.of("personal", "streaming", "blocked_site").contains(answers.text("purpose"))) {
            look("purpose", StaffRemark.found("not_commercial"), DecisionReason.PURPOSE_NOT_COMMERCIAL);
        }
        int length = answers.text("purpose_text").strip().length();
        if (length > 0 && (length < 20 || length > 500)) {
            look("purpose_text", StaffRemark.found("text_length", "length", length), DecisionReason.INCOMPLETE_FORM);
        }
    }

    /// Whether the program that was named speaks the protocol that was chosen.
    private void protocol() {
        String software = answers.text("vpn_software").toLowerCase(Locale.ROOT);
        String protocol = answers.text("vpn_protocol");
        if (protocol.isBlank() || UNDECIDED.contains(protocol)) {
            return;
        }
        SPOKEN.entrySet().stream()
                .filter(known ->
                        software.contains(known.getKey()) && !known.getValue().contains(protocol))
                .findFirst()
                .ifPresent(known -> look(
                        "vpn_protocol",
                        StaffRemark.found(
                                "protocol_other",
                                "protocol",
                                new StaffRemark.Option("vpn_protocol", protocol),
                                "software",
                                answers.text("vpn_software")),
                        DecisionReason.INCOMPLETE_FORM));
    }

    private CheckFinding read(
            String name, String type, String value, Map<String, Object> properties, DecisionReason reason) {
        return switch (FieldTypeRegistry.named(type)
                .read(value, new FieldContext(properties, List.of(), "en", today, null))) {
            case FieldParseResult.Accepted fine -> CheckFinding.fits(name, StaffRemark.found("fits"));
            case FieldParseResult.Doubtful doubt -> CheckFinding.look(name, words(doubt.problem()), reason);
            case FieldParseResult.Partial partial ->
                CheckFinding.wrong(name, words(partial.problems().getFirst()), reason);
            case FieldParseResult.Refused refused ->
                CheckFinding.wrong(name, words(refused.problems().getFirst()), reason);
        };
    }

    private static StaffRemark words(FieldParseResult.Problem problem) {
        return StaffRemark.format(problem.code());
    }
}
