package pk.rahnuma.dialog.field;

import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// A photo or PDF; the stored value is the channel's handle to it. `most` limits its bytes (default 5 MB). The
/// announced type and name are only checked to spare people a wait: the bytes are checked when they are stored. With
/// `paper` a picture that is too small, blank or blurred is refused. No picture can answer two questions of a form.
public final class FileField extends TypedField {
    public static final long MAX_MEGABYTES = 5;
    public static final String TOO_BIG_CODE = "too_big";
    public static final String SAME_PICTURE_CODE = "same_picture";
    public static final String TABLE_TOO_LARGE_CODE = "table_too_large";
    /// Property of questions for a photo of a paper.
    public static final String PAPER_PROPERTY = "paper";

    private static final long BYTES_PER_MEGABYTE = 1024 * 1024;
    static final long MAX_BYTES = MAX_MEGABYTES * BYTES_PER_MEGABYTE;

    private static final Set<String> MEDIA_TYPES = Set.of("image/jpeg", "image/jpg", "image/png", "application/pdf");
    private static final String VOICE_TYPE = "audio/ogg";
    private static final Set<String> FILE_EXTENSIONS = Set.of("jpg", "jpeg", "png", "pdf");
    private static final String UNKNOWN_MEDIA_TYPE = "application/octet-stream";

    public FileField() {
        super(FieldTraits.ofType("file")
                .withProperty("most", Long.class)
                .withProperty(PAPER_PROPERTY, Boolean.class)
                .withProblem("not_a_file")
                .withProblem("type")
                .withProblem("empty")
                .withProblem("unreadable")
                .withProblem("locked")
                .withProblem("too_many_pixels")
                .withProblem("picture_small")
                .withProblem("picture_blank")
                .withProblem("picture_blurred")
                .withProblem(SAME_PICTURE_CODE)
                .withProblem(TABLE_TOO_LARGE_CODE)
                .withProblem("gone")
                .withProblem("storage_full")
                .withProblem(TOO_BIG_CODE, "most"));
    }

    @Override
    public boolean acceptsFiles() {
        return true;
    }

    @Override
    public FieldParseResult parseAnswer(String text, FieldContext context) {
        return FieldParseResult.refused("not_a_file");
    }

    @Override
    public FieldParseResult parseAnswer(FileReference file, FieldContext context) {
        if (file.id() == null || file.id().isBlank()) {
            return FieldParseResult.refused("not_a_file");
        }
        if (!hasKnownType(file)) {
            return FieldParseResult.refused("type");
        }
        long maximum = context.numberProperty("most", MAX_BYTES);
        if (file.size() > maximum) {
            return FieldParseResult.refused(TOO_BIG_CODE, Map.of("most", Math.max(1, maximum / BYTES_PER_MEGABYTE)));
        }
        if (context.flagProperty(PAPER_PROPERTY) && file.flaw() != null) {
            return FieldParseResult.refused(file.flaw());
        }
        return new FieldParseResult.Accepted(file.id());
    }

    /// True for an announced paper or voice message of a size that is stored.
    static boolean isStorable(FileReference file) {
        return file.size() <= MAX_BYTES && (VOICE_TYPE.equals(file.mediaType()) || hasKnownType(file));
    }

    private static boolean hasKnownType(FileReference file) {
        String type =
                file.mediaType() == null ? UNKNOWN_MEDIA_TYPE : file.mediaType().toLowerCase(Locale.ROOT);
        if (!type.equals(UNKNOWN_MEDIA_TYPE)) {
            return MEDIA_TYPES.contains(type);
        }
        if (file.name() == null) {
            return true;
        }
        String ending = file.name().substring(file.name().lastIndexOf('.') + 1);
        return FILE_EXTENSIONS.contains(ending.toLowerCase(Locale.ROOT));
    }

    /// A symbol for a file: the handle means nothing to people.
    @Override
    public String formatValue(Object value, FieldContext context) {
        return "📎";
    }
}
