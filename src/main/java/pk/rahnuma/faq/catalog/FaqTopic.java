package pk.rahnuma.faq.catalog;

import io.micronaut.core.annotation.Nullable;
import java.time.LocalDate;
import java.util.List;

/// A topic that people ask about.
///
/// @param name as in files and buttons: small letters, digits and `_`
/// @param group in the menu, and the file that contains its texts
/// @param status of the questions that it answers
/// @param asOf day on which the answer was last compared with its source
/// @param certainty of the answer; null for one about the desk itself, which has no source
/// @param reviewBy day by which the next comparison is due
/// @param leadsTo the script that continues from here, or null
/// @param see related topics
/// @param courtesy whether it is no question, such as a greeting: beside a question it gets no answer
/// @param suggested whether it can be among the topics to choose from when a question is asked back
public record FaqTopic(
        String name,
        String group,
        AnswerStatus status,
        LocalDate asOf,
        @Nullable Certainty certainty,
        LocalDate reviewBy,
        String leadsTo,
        List<String> see,
        boolean courtesy,
        boolean suggested) {}
