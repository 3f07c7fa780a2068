package dev.cortex.mesh.problem;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AllowedMethodsTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/a/b | /a/b | true",
                "a//b/ | /a/b/ | true",
                "/a/{id} | /a/7 | true",
                "/a/{id} | /a/7/8 | false",
                "/a/{id}/b | /a/x.y/b | true",
                "/a/{n: [0-9]{2}} | /a/12 | true",
                "/a/{n: [0-9]{2}} | /a/123 | false",
                "/a.b | /acb | false",
            })
    void readsTemplatesAsTheRestLayerDoes(String template, String path, boolean matches) {
        assertEquals(matches, AllowedMethods.pattern(template).matcher(path).matches());
    }
}
