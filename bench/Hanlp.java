import com.hankcs.hanlp.HanLP;
import com.hankcs.hanlp.seg.Segment;
import com.hankcs.hanlp.seg.common.Term;
import com.sun.management.OperatingSystemMXBean;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.util.Base64;

import static java.nio.charset.StandardCharsets.UTF_8;

/** HanLP for bench.hanlp: a text in Base64 a line in; CPU nanoseconds so far, then start, length and tag of each word, out. */
public class Hanlp {
    public static void main(String[] arguments) throws Exception {
        var system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        Segment segment = HanLP.newSegment()
            .enableNameRecognize(true).enablePlaceRecognize(true).enableOrganizationRecognize(true).enableOffset(true);
        var input = new BufferedReader(new InputStreamReader(System.in, UTF_8));
        for (String line; (line = input.readLine()) != null; ) {
            String text = new String(Base64.getDecoder().decode(line), UTF_8);
            var answer = new StringBuilder();
            for (Term term : segment.seg(text)) {
                answer.append(' ').append(term.offset).append(' ').append(term.length()).append(' ').append(term.nature);
            }
            System.out.println(system.getProcessCpuTime() + answer.toString());
            System.out.flush();
        }
    }
}
