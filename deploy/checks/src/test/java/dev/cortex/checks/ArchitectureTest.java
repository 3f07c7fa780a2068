package dev.cortex.checks;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.CanBeAnnotated.Predicates.annotatedWith;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may use whom, and what nobody may do. A broken rule tells why it stands. */
class ArchitectureTest {
    private static final Map<String, String> PACKAGES = Map.of(
            "gateway", "dev.cortex.gateway",
            "achievement-service", "dev.cortex.achievement",
            "routing-service", "dev.cortex.routing",
            "worker-service", "dev.cortex.worker");

    /** Plain Java: what they need of clock, chance and the outside comes as an argument. */
    private static final String[] PURE = {
        "dev.cortex.achievement.card..",
        "dev.cortex.achievement.forecast..",
        "dev.cortex.achievement.observation..",
        "dev.cortex.achievement.rules..",
        "dev.cortex.achievement.team..",
        "dev.cortex.achievement.walk..",
        "dev.cortex.achievement.workflow..",
        "dev.cortex.routing.balance..",
        "dev.cortex.routing.experts..",
        "dev.cortex.routing.learner..",
        "dev.cortex.routing.model..",
        "dev.cortex.routing.statistics..",
        "dev.cortex.routing.text..",
        "dev.cortex.worker.policy..",
        "dev.cortex.gateway.balance..",
    };

    private static JavaClasses everything;

    @BeforeAll
    static void read() {
        List<Path> compiled = Checkout.MODULES.stream().map(Checkout::classes).toList();
        everything = new ClassFileImporter().importPaths(compiled);
    }

    private static void check(ArchRule rule) {
        rule.check(everything);
    }

    @Test
    void theLibraryKnowsNobody() {
        check(noClasses()
                .that()
                .resideInAPackage("dev.cortex.mesh..")
                .should()
                .dependOnClassesThat(resideInAPackage("dev.cortex..").and(not(resideInAPackage("dev.cortex.mesh.."))))
                .because("every service builds on the library, and a domain word in it would tie them together"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"gateway", "achievement-service", "routing-service", "worker-service"})
    void aServiceUsesTheLibraryAndNoOtherService(String module) {
        String own = PACKAGES.get(module);
        check(classes()
                .that()
                .resideInAPackage(own + "..")
                .should()
                .onlyDependOnClassesThat(
                        not(resideInAPackage("dev.cortex..")).or(resideInAnyPackage(own + "..", "dev.cortex.mesh..")))
                .because("services meet in messages and HTTP, which can change one side at a time; "
                        + "and what starts servers for tests has no place in a service"));
    }

    @Test
    void theLauncherStartsServicesAsProcessesAndUsesNoneAsALibrary() {
        check(noClasses()
                .that()
                .resideInAPackage("dev.cortex.local..")
                .should()
                .dependOnClassesThat(resideInAnyPackage(
                        PACKAGES.values().stream().map(name -> name + "..").toArray(String[]::new)))
                .because("it must treat them as Kubernetes does: from the outside"));
    }

    @Test
    void purePackagesArePlainJava() {
        check(classes()
                .that()
                .resideInAnyPackage(PURE)
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(PURE)
                        .or(resideInAnyPackage("java.lang..", "java.util", "java.util.function", "java.util.stream"))
                        .or(resideInAnyPackage("java.util.random", "java.util.regex", "java.util.concurrent.atomic"))
                        .or(resideInAnyPackage("java.util.concurrent", "java.util.concurrent.locks"))
                        .or(resideInAnyPackage("java.math", "java.time..", "java.text", "java.nio.charset", "java.nio"))
                        .or(resideInAnyPackage(
                                "java.security", "org.jspecify.annotations", "com.fasterxml.jackson.annotation")))
                .because("rules and decisions are tested in microseconds with exact numbers only without"
                        + " frameworks and I/O"));
    }

    @Test
    void purePackagesAreGivenTheTimeAndTheChance() {
        check(noClasses()
                .that()
                .resideInAnyPackage(PURE)
                .should()
                .callMethodWhere(Forbidden.clockOrChance())
                .orShould()
                .callConstructorWhere(Forbidden.unseeded())
                .orShould()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.time.Clock")
                .because("the same arguments give the same answer, in a test and in every replica"));
    }

    @Test
    void everyPurePackageIsThere() {
        for (String pure : PURE) {
            String name = pure.replace("..", "");
            assertTrue(everything.containPackage(name), "package " + name + " is gone: correct the list here");
        }
    }

    static List<String> modulesWithRooms() {
        return List.of(
                "dev.cortex.mesh",
                "dev.cortex.gateway",
                "dev.cortex.achievement",
                "dev.cortex.routing",
                "dev.cortex.worker",
                "dev.cortex.local");
    }

    @ParameterizedTest
    @MethodSource("modulesWithRooms")
    void roomsHaveNoCycles(String module) {
        check(slices().matching(module + ".(**)")
                .should()
                .beFreeOfCycles()
                .because("two rooms that need each other are one room, or hide a third"));
    }

    @Test
    void theEventLoopNeverWaits() {
        check(noClasses()
                .that()
                .resideInAnyPackage(running())
                .and(not(annotatedWith("io.quarkus.runtime.annotations.QuarkusMain")))
                .should()
                .callMethodWhere(Forbidden.waiting())
                .because("one waiting handler stops all requests of its event loop; compose, or schedule"));
    }

    @Test
    void jdbcIsForMigrationsOnly() {
        check(noClasses()
                .that()
                .resideInAnyPackage(running())
                .and(not(resideInAPackage("dev.cortex.mesh.database..")))
                .should()
                .dependOnClassesThat(
                        resideInAnyPackage("java.sql..", "javax.sql..", "org.flywaydb..", "org.postgresql.."))
                .because("JDBC blocks; what runs uses the reactive client"));
    }

    @Test
    void servicesLogAndDoNotPrint() {
        check(noClasses()
                .that()
                .resideInAnyPackage(running())
                .should(ACCESS_STANDARD_STREAMS)
                .because("a line without time, level and request id can not be found again"));
    }

    @Test
    void beansAreMadeByTheirConstructors() {
        check(fields().should()
                .notBeAnnotatedWith("jakarta.inject.Inject")
                .because("a constructor shows what is needed, lets fields be final, and lets a test make the object"));
    }

    @Test
    void everyPackageIsNullMarked() {
        Set<String> marked = everything.stream()
                .filter(type -> type.getSimpleName().equals("package-info"))
                .filter(type -> type.isAnnotatedWith("org.jspecify.annotations.NullMarked"))
                .map(JavaClass::getPackageName)
                .collect(Collectors.toSet());
        Set<String> bare = new TreeSet<>();
        everything.forEach(type -> bare.add(type.getPackageName()));
        bare.removeAll(marked);
        assertEquals(Set.of(), bare, "packages without a @NullMarked package-info: null is then nobody's promise");
    }

    @ParameterizedTest
    @ValueSource(strings = {"gateway", "achievement-service", "routing-service", "worker-service"})
    void aServiceHasOneConfiguration(String module) {
        List<String> mappings = everything.stream()
                .filter(type -> type.getPackageName().startsWith(PACKAGES.get(module)))
                .filter(type -> type.isAnnotatedWith("io.smallrye.config.ConfigMapping"))
                .map(JavaClass::getName)
                .toList();
        assertEquals(1, mappings.size(), () -> "one place tells all that can be set in " + module + ": " + mappings);
    }

    @Test
    void namesSayWhatAThingIs() {
        check(noClasses()
                .should()
                .haveNameMatching(".*(Impl|Manager|Helper|Helpers|Util|Utils|Abstract[A-Z]\\w*)")
                .because("such a name fits everything, so it says nothing"));
    }

    @Test
    void constructorsStayReadable() {
        List<String> long_ = new ArrayList<>();
        for (JavaClass type : everything) {
            if (type.isRecord() || type.isEnum() || type.isAnonymousClass()) {
                continue;
            }
            type.getConstructors().stream()
                    .filter(made -> !made.getModifiers().contains(JavaModifier.SYNTHETIC))
                    .filter(made -> made.getRawParameterTypes().size() > 7)
                    .forEach(made -> long_.add(made.getFullName()));
        }
        assertEquals(List.of(), long_, "an object that needs more than seven others does more than one thing");
    }

    private static String[] running() {
        return modulesWithRooms().stream()
                .filter(name -> !name.equals("dev.cortex.local"))
                .map(name -> name + "..")
                .toArray(String[]::new);
    }
}
