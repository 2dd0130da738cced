package pk.rahnuma.dialog.transcript;

import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import pk.rahnuma.dialog.script.Sources;

/// What actions answer in transcripts unless a transcript says otherwise: `tests/given.yaml`, results by action.
public final class Given {

    static final String FILE = "given.yaml";

    private Given() {}

    @SuppressWarnings("unchecked")
    public static Map<String, Map<String, Object>> of(Sources sources) {
        String text = sources.tests().get(FILE);
        return text == null
                ? Map.of()
                : (Map<String, Map<String, Object>>)
                        new org.yaml.snakeyaml.Yaml(new SafeConstructor(new LoaderOptions())).load(text);
    }
}
