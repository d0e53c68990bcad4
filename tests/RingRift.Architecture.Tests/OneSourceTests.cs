using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis.CSharp;

namespace RingRift.Architecture.Tests;

/// <summary>
/// ADR 0019: which event goes to whom, by which way, stands in the catalogue. A consumer is named by its handler and its function beside it, a
/// queue by nothing, and an event's type by no list of who gets it.
/// </summary>
public sealed class OneSourceTests
{
    /// <summary>Which machine may read which queue is a right of its identity, not a way of an event.</summary>
    private const string Rights = "infra/modules/access.bicep";

    /// <summary>They ask for the content of an event (its stage in an iteration, its time in a timeline, an example for a message), or simulate all who take it.</summary>
    private static readonly string[] NamersOfTypes = ["CurvePoint.cs", "DeliveryFactsReader.cs", "EventListRequest.cs", "LoggedEvents.cs", "SimulatedRun.cs"];

    private static readonly IReadOnlyList<Event> Events = [.. Read()];

    private static readonly IReadOnlyList<(string Path, string Code)> Product =
    [
        .. SourceTree.Sources(SourceTree.Product)
            .Where(file => !file.EndsWith(".g.cs", StringComparison.Ordinal))
            .Select(file => (PathOf(file), WithoutComments(File.ReadAllText(file)))),
        .. Directory.EnumerateFiles(Repository.PathOf("infra"), "*.bicep", SearchOption.AllDirectories)
            .Select(file => (PathOf(file), File.ReadAllText(file))),
    ];

    public static TheoryData<string> Handlers => [.. Events.SelectMany(one => one.Handlers)];

    public static TheoryData<string> Queues => [.. Events.SelectMany(one => one.Queues)];

    [Theory]
    [MemberData(nameof(Handlers))]
    public void Should_name_a_consumer_in_its_handler_and_its_function_alone(string handler)
    {
        var namers = Product.Where(file => Names(file.Code, handler)).Select(file => file.Path).ToList();
        Assert.Single(namers, path => path.StartsWith("core/", StringComparison.Ordinal) && Path.GetFileName(path).Equals($"{handler}.cs", StringComparison.OrdinalIgnoreCase));
        Assert.Single(namers, path => path.StartsWith("functions/", StringComparison.Ordinal));
        Assert.Equal(2, namers.Count);
    }

    [Theory]
    [MemberData(nameof(Queues))]
    public void Should_name_no_queue(string queue) =>
        Assert.Empty(Product.Where(file => Names(file.Code, queue)).Select(file => file.Path).Except([Rights]));

    [Fact]
    public void Should_list_an_event_with_consumers_nowhere_else() => Assert.Empty(Product
        .Where(file => Events.Any(one => Names(file.Code, $"DataEventType.{one.Type}")))
        .Select(file => Path.GetFileName(file.Path)).Except(NamersOfTypes));

    [Theory]
    [InlineData("var x = Route(\"SyncGames\");", "SyncGames", true)]
    [InlineData("[Function(nameof(SyncGames))]", "SyncGames", true)]
    [InlineData("var queue = \"sync-jobs\";", "sync-jobs", true)]
    [InlineData("Route(DataEventType . ModelPromoted);", "DataEventType.ModelPromoted", true)]
    [InlineData("// SyncGames", "SyncGames", false)]
    [InlineData("new SyncGamesOptions()", "SyncGames", false)]
    [InlineData("var queue = \"async-jobs\" + \"sync-jobs-poison\";", "sync-jobs", false)]
    public void Should_find_a_name_in_code_and_not_in_comments_or_other_names(string code, string name, bool isFound) =>
        Assert.Equal(isFound, Names(WithoutComments(code), name));

    private static bool Names(string code, string name) =>
        code.Contains(name, StringComparison.Ordinal) && Regex.IsMatch(code, $@"(?<![\w-]){Regex.Escape(name)}(?![\w-])");

    /// <summary>The tokens, with a blank between those that would otherwise become one.</summary>
    private static string WithoutComments(string text) => string.Join(
            ' ', CSharpSyntaxTree.ParseText(text).GetRoot().DescendantTokens().Select(token => token.Text))
        .Replace(" . ", ".", StringComparison.Ordinal);

    private static string PathOf(string file) => Path.GetRelativePath(Repository.Root, file).Replace('\\', '/');

    private static IEnumerable<Event> Read()
    {
        using var catalogue = JsonDocument.Parse(Repository.Read("core/RingRift.Eventing/Catalogue/catalogue.json"));
        foreach (var entry in catalogue.RootElement.GetProperty("events").EnumerateArray())
        {
            if (entry.TryGetProperty("consumers", out var consumers) && consumers.GetArrayLength() > 0)
            {
                yield return new Event(TypeOf(entry.GetProperty("name").GetString()!), [.. Texts(consumers, "handler")], [.. Texts(consumers, "queue")]);
            }
        }
    }

    private static IEnumerable<string> Texts(JsonElement consumers, string member) => consumers.EnumerateArray()
        .Select(consumer => consumer.TryGetProperty(member, out var text) ? text.GetString() : null).OfType<string>();

    private static string TypeOf(string name) => string.Concat(name.Split('_').Select(word => word[0] + word[1..].ToLowerInvariant()));

    private sealed record Event(string Type, IReadOnlyList<string> Handlers, IReadOnlyList<string> Queues);
}
