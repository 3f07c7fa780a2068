package dev.cortex.local.github;

import graphql.language.AstPrinter;
import graphql.language.EnumTypeDefinition;
import graphql.language.FieldDefinition;
import graphql.language.ImplementingTypeDefinition;
import graphql.language.InputObjectTypeDefinition;
import graphql.language.InputValueDefinition;
import graphql.language.NonNullType;
import graphql.language.UnionTypeDefinition;
import graphql.schema.idl.TypeDefinitionRegistry;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** A schema as a set of sentences, so that "is a part of" is a question about sets. */
final class SchemaFacts {
    private final Set<String> facts = new TreeSet<>();

    private SchemaFacts() {}

    static Set<String> of(TypeDefinitionRegistry registry) {
        SchemaFacts all = new SchemaFacts();
        registry.scalars().keySet().forEach(name -> all.facts.add("scalar " + name));
        registry.types().values().forEach(all::add);
        return all.facts;
    }

    /** The arguments that a client must give: leaving one out of a part would make valid queries invalid. */
    static Set<String> requiredArguments(TypeDefinitionRegistry registry) {
        SchemaFacts all = new SchemaFacts();
        registry.getTypes(ImplementingTypeDefinition.class).forEach(all::addRequired);
        return all.facts;
    }

    private void add(Object definition) {
        switch (definition) {
            case ImplementingTypeDefinition<?> type -> {
                type.getImplements().forEach(each -> fact(type.getName(), " is a ", AstPrinter.printAst(each)));
                type.getFieldDefinitions().forEach(field -> add(type.getName(), field));
            }
            case EnumTypeDefinition type ->
                type.getEnumValueDefinitions().forEach(value -> fact(type.getName(), " has ", value.getName()));
            case UnionTypeDefinition type ->
                type.getMemberTypes().forEach(member -> fact(type.getName(), " may be ", AstPrinter.printAst(member)));
            case InputObjectTypeDefinition type -> inputs(type.getName(), type.getInputValueDefinitions());
            default -> throw new IllegalArgumentException("not expected: " + definition);
        }
    }

    private void add(String type, FieldDefinition field) {
        String name = type + "." + field.getName();
        fact(name, ": ", AstPrinter.printAst(field.getType()));
        inputs(name, field.getInputValueDefinitions());
    }

    private void inputs(String name, List<InputValueDefinition> inputs) {
        for (InputValueDefinition input : inputs) {
            String standard =
                    input.getDefaultValue() == null ? "" : " = " + AstPrinter.printAst(input.getDefaultValue());
            fact(name, " takes ", input.getName() + ": " + AstPrinter.printAst(input.getType()) + standard);
        }
    }

    private void addRequired(ImplementingTypeDefinition<?> type) {
        for (FieldDefinition field : type.getFieldDefinitions()) {
            List<InputValueDefinition> required = field.getInputValueDefinitions().stream()
                    .filter(input -> input.getType() instanceof NonNullType && input.getDefaultValue() == null)
                    .toList();
            inputs(type.getName() + "." + field.getName(), required);
        }
    }

    private void fact(String subject, String relation, String object) {
        facts.add(subject + relation + object);
    }

    static Set<String> notIn(Set<String> known, Collection<String> claimed) {
        Set<String> unknown = new TreeSet<>(claimed);
        unknown.removeAll(known);
        return unknown;
    }
}
