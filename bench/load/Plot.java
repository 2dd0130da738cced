package load;

import java.util.List;

final class Plot {
    private Plot() {}

    static String of(List<Level> levels) {
        return "";
    }
}
