using RingRift.Catalogue.Model;

namespace RingRift.Catalogue.Rules;

/// <summary>A rule that an entry of the catalogue breaks.</summary>
/// <param name="Entry">The entry, by name.</param>
/// <param name="Rule">The value and the rule it breaks.</param>
public sealed record CatalogueError(string Entry, string Rule)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Entry}: {Rule}";
}

/// <summary>Checks a catalogue before anything is generated from it.</summary>
public static class CatalogueRules
{
    private const string Complete = "_COMPLETE";
    private const string Completed = "_COMPLETED";

    /// <summary>Every rule that is broken; empty for a catalogue that can be used.</summary>
    public static IReadOnlyList<CatalogueError> Check(CatalogueDocument document) =>
    [
        .. document.Events.SelectMany(entry => EventRules.Check(entry).Concat(FieldRules.Check(entry, document))
            .Select(rule => new CatalogueError(entry.Name, rule))),
        .. Glossary(document),
        .. Unique(document),
        .. Twins(document),
        .. SharedPayloads(document),
        .. Synonyms(document),
    ];

    private static IEnumerable<CatalogueError> Glossary(CatalogueDocument document)
    {
        var used = document.Events.SelectMany(entry => entry.Payload).Select(field => field.Name).ToHashSet(StringComparer.Ordinal);
        foreach (var (name, field) in document.Fields)
        {
            foreach (var rule in FieldRules.CheckType(field with { Name = name }, document))
            {
                yield return new CatalogueError("fields", rule);
            }

            if (!used.Contains(name))
            {
                yield return new CatalogueError("fields", $"field '{name}' must be used by an event");
            }
        }
    }

    private static IEnumerable<CatalogueError> Unique(CatalogueDocument document) =>
        document.Events.GroupBy(entry => Names.TypeOf(entry.Name), StringComparer.OrdinalIgnoreCase)
            .Where(group => group.Count() > 1)
            .Select(group => new CatalogueError(
                group.First().Name, $"the name must be there once, and differ in more than underscores from {group.Last().Name}"));

    private static IEnumerable<CatalogueError> Twins(CatalogueDocument document)
    {
        var names = document.Events.Select(entry => entry.Name).ToHashSet(StringComparer.Ordinal);
        return names.Where(name => name.EndsWith(Complete, StringComparison.Ordinal) && names.Contains(TwinOf(name)))
            .Select(name => new CatalogueError(name, $"must not stand beside {TwinOf(name)}: two names for one fact"));

        static string TwinOf(string name) => name[..^Complete.Length] + Completed;
    }

    private static IEnumerable<CatalogueError> SharedPayloads(CatalogueDocument document)
    {
        foreach (var entry in document.Events.Where(entry => entry.PayloadOf is not null))
        {
            var named = document.Events.FirstOrDefault(other => other.Name == entry.PayloadOf);
            if (entry.IsExternal || named is not { IsExternal: false, PayloadOf: null })
            {
                yield return new CatalogueError(
                    entry.Name, $"payloadOf '{entry.PayloadOf}' must be an event with a payload of its own, and both from here");
            }
            else if (!entry.Payload.SequenceEqual(named.Payload))
            {
                yield return new CatalogueError(entry.Name, $"payload must be left out beside payloadOf '{entry.PayloadOf}'");
            }
        }
    }

    private static IEnumerable<CatalogueError> Synonyms(CatalogueDocument document)
    {
        var names = document.Events.Select(entry => entry.Name).ToHashSet(StringComparer.Ordinal);
        Synonym[] all = [.. document.Synonyms, .. document.RefusedSynonyms];
        foreach (var synonym in all)
        {
            if (names.Contains(synonym.Spelling))
            {
                yield return new CatalogueError(synonym.Spelling, "is an event and must not be a synonym");
            }

            if (!names.Contains(synonym.Event))
            {
                yield return new CatalogueError(synonym.Spelling, $"event '{synonym.Event}' must be in the catalogue");
            }

            if (all.Count(other => other.Spelling == synonym.Spelling) > 1)
            {
                yield return new CatalogueError(synonym.Spelling, "the spelling must be there once");
            }
        }

        foreach (var refused in document.RefusedSynonyms.Where(synonym => string.IsNullOrWhiteSpace(synonym.Reason)))
        {
            yield return new CatalogueError(refused.Spelling, "a refused spelling must have a reason");
        }
    }
}
