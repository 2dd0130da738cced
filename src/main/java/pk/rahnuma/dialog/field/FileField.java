package pk.rahnuma.dialog.field;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// A photo or PDF; what is kept is the door's handle to it. `most` bounds its bytes (5 MB if not given). What it says
/// about itself is looked at only to spare people a wait: the bytes are checked where they are stored. With `paper` a
/// picture that is too small, blank or blurred is refused. No picture can answer two questions of a form.
public final class FileField implements FieldType {
    public static final long MOST_MEGABYTES = 5;
    public static final String TOO_BIG = "too_big";
    /// Named a question whose picture must be another, before that went for all: stored scripts still have it.
    private static final String UNLIKE = "unlike";

    public static final String SAME_PICTURE = "same_picture";
    static final String TABLE_TOO_LARGE = "table_too_large";
    private static final String PAPER = "paper";

    private static final long MEGABYTE = 1024 * 1024;
    static final long MOST = MOST_MEGABYTES * MEGABYTE;

    private static final Set<String> TYPES = Set.of("image/jpeg", "image/jpg", "image/png", "application/pdf");
    private static final Set<String> ENDINGS = Set.of("jpg", "jpeg", "png", "pdf");
    private static final List<String> CODES = List.of(
            "not_a_file",
            "type",
            "empty",
            "unreadable",
            "locked",
            "too_many_pixels",
            "picture_small",
            "picture_blank",
            "picture_blurred",
            SAME_PICTURE,
            TABLE_TOO_LARGE,
            "gone",
            "storage_full");
    private static final String ANYTHING = "application/octet-stream";

    @Override
    public String name() {
        return "file";
    }

    @Override
    public ValueType shape() {
        return ValueType.TEXT;
    }

    @Override
    public Map<String, Class<?>> properties() {
        return Map.of("most", Long.class, PAPER, Boolean.class, UNLIKE, String.class);
    }

    @Override
    public Map<String, List<String>> problems() {
        Map<String, List<String>> problems = new LinkedHashMap<>();
        for (String code : CODES) {
            problems.put(code, List.of());
        }
        problems.put(TOO_BIG, List.of("most"));
        return problems;
    }

    @Override
    public boolean takesFiles() {
        return true;
    }

    @Override
    public FieldParseResult read(String text, FieldContext ask) {
        return FieldParseResult.refused("not_a_file");
    }

    @Override
    public FieldParseResult read(FileReference file, FieldContext ask) {
        if (file.id() == null || file.id().isBlank()) {
            return FieldParseResult.refused("not_a_file");
        }
        if (!announcedWell(file)) {
            return FieldParseResult.refused("type");
        }
        long most = ask.number("most", MOST);
        if (file.size() > most) {
            return FieldParseResult.refused(TOO_BIG, Map.of("most", Math.max(1, most / MEGABYTE)));
        }
        if (ask.flag(PAPER) && file.flaw() != null) {
            return FieldParseResult.refused(file.flaw());
        }
        return new FieldParseResult.Accepted(file.id());
    }

    private static boolean announcedWell(FileReference file) {
        String type = file.mediaType() == null ? ANYTHING : file.mediaType().toLowerCase(Locale.ROOT);
        if (!type.equals(ANYTHING)) {
            return TYPES.contains(type);
        }
        if (file.name() == null) {
            return true;
        }
        String ending = file.name().substring(file.name().lastIndexOf('.') + 1);
        return ENDINGS.contains(ending.toLowerCase(Locale.ROOT));
    }

    /// A sign that something is there: the handle says nothing to people.
    @Override
    public String show(Object value, FieldContext ask) {
        return "📎";
    }
}
