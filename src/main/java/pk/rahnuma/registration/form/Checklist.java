package pk.rahnuma.registration.form;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import pk.rahnuma.dialog.field.Ask;
import pk.rahnuma.dialog.field.FieldTypes;
import pk.rahnuma.dialog.field.Reading;
import pk.rahnuma.registration.Reason;
import pk.rahnuma.registration.Remark;

/// What checks have found so far, and the checks that the forms of individuals and of organisations share.
final class Checklist {

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

    private final Answers answers;
    private final LocalDate today;
    private final List<Check> found = new ArrayList<>();

    /// @param today in Pakistan
    Checklist(Answers answers, LocalDate today) {
        this.answers = answers;
        this.today = today;
    }

    List<Check> found() {
        return List.copyOf(found);
    }

    void look(String name, Remark finding, Reason reason) {
        found.add(Check.look(name, finding, reason));
    }

    void wrong(String name, Remark finding, Reason reason) {
        found.add(Check.wrong(name, finding, reason));
    }

    void needs(List<String> names) {
        names.forEach(name -> needs(name, Reason.INCOMPLETE_FORM));
    }

    void needs(String name, Reason reason) {
        if (answers.text(name).isBlank()) {
            wrong(name, Remark.found("missing"), reason);
        }
    }

    void declaration() {
        if (!answers.flag("declaration")) {
            wrong("declaration", Remark.found("not_made"), Reason.INCOMPLETE_FORM);
        }
    }

    /// Reads the answer again as its type would; nothing when there is no answer.
    void format(String name, String type, Map<String, Object> properties, Reason reason) {
        if (!answers.text(name).isBlank()) {
            found.add(read(name, type, answers.text(name), properties, reason));
        }
    }

    void format(String name, String type, Reason reason) {
        format(name, type, Map.of(), reason);
    }

    /// Addresses that are registered: public ones, each once, and not the far end of the VPN.
    ///
    /// @param name of the question that they answer
    /// @param farEnd the answer that names the servers
    void addresses(String name, List<String> addresses, String farEnd) {
        if (addresses.isEmpty()) {
            wrong(name, Remark.found("address_none"), Reason.INCOMPLETE_FORM);
        }
        List<String> ends = List.of(answers.text(farEnd).split("[, ]+"));
        Set<String> seen = new HashSet<>();
        Set<Check> read = new HashSet<>();
        for (String address : addresses) {
            Check check = read(name, "ip", address, Map.of(), Reason.IP_NOT_STATIC_OR_PRIVATE);
            if (read.add(check)) {
                found.add(check);
            }
            if (!seen.add(address)) {
                wrong(name, Remark.found("address_twice"), Reason.INCOMPLETE_FORM);
            }
            if (ends.contains(address)) {
                look(name, Remark.found("address_far_end"), Reason.IP_IS_VPN_EXIT);
            }
        }
    }

    /// What it is for.
    void purpose() {
        Licensed.product(answers.text("vpn_software"))
                .ifPresent(product ->
                        look("vpn_software", Remark.found("licensed", "product", product), Reason.WRONG_SERVICE_TYPE));
        protocol();
        if (Set.of("personal", "streaming", "blocked_site").contains(answers.text("purpose"))) {
            look("purpose", Remark.found("not_commercial"), Reason.PURPOSE_NOT_COMMERCIAL);
        }
        int length = answers.text("purpose_text").strip().length();
        if (length > 0 && (length < 20 || length > 500)) {
            look("purpose_text", Remark.found("text_length", "length", length), Reason.INCOMPLETE_FORM);
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
                        Remark.found(
                                "protocol_other",
                                "protocol",
                                new Remark.Option("vpn_protocol", protocol),
                                "software",
                                answers.text("vpn_software")),
                        Reason.INCOMPLETE_FORM));
    }

    private Check read(String name, String type, String value, Map<String, Object> properties, Reason reason) {
        return switch (FieldTypes.named(type).read(value, new Ask(properties, List.of(), "en", today, null))) {
            case Reading.Accepted fine -> Check.fits(name, Remark.found("fits"));
            case Reading.Doubtful doubt -> Check.look(name, words(doubt.problem()), reason);
            case Reading.Partial partial ->
                Check.wrong(name, words(partial.problems().getFirst()), reason);
            case Reading.Refused refused ->
                Check.wrong(name, words(refused.problems().getFirst()), reason);
        };
    }

    private static Remark words(Reading.Problem problem) {
        return Remark.format(problem.code());
    }
}
