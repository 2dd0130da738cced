package pk.rahnuma.dialog.field;

import java.util.List;
import java.util.Map;
import pk.rahnuma.dialog.understanding.Utterance;

/// One public IP address, v4 or v6, stored in its canonical form.
public final class IpAddressField implements FieldType {
    private static final Map<String, List<String>> PROBLEMS =
            IpAddressExtractor.codesWith(Map.of("several", List.of("count")));

    @Override
    public String typeName() {
        return "ip";
    }

    @Override
    public Map<String, List<String>> problemCodes() {
        return PROBLEMS;
    }

    @Override
    public boolean isStrict() {
        return true;
    }

    @Override
    public boolean mayBeIn(Utterance text) {
        return text.hasDigit() || text.hasCharacter(':');
    }

    @Override
    public FieldParseResult parseAnswer(String text, FieldContext context) {
        IpAddressExtractor scan = IpAddressExtractor.scanAddresses(text);
        if (scan.hasFoundNothing()) {
            return scan.nothingFound();
        }
        if (!scan.reportedProblems().isEmpty()) {
            return new FieldParseResult.Refused(scan.reportedProblems());
        }
        List<String> good = scan.validAddresses();
        return good.size() == 1
                ? new FieldParseResult.Accepted(good.getFirst())
                : FieldParseResult.refused("several", Map.of("count", (long) good.size()));
    }
}
