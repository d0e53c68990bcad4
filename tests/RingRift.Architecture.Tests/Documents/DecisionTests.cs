using System.Globalization;
using System.Text.RegularExpressions;

namespace RingRift.Architecture.Tests.Documents;

/// <summary>
/// The decisions in <c>docs/adr</c>: numbered without a gap, each with a head that a program can read, and an index that lists them all.
/// </summary>
public sealed partial class DecisionTests
{
    private const string Folder = "docs/adr/";

    private static readonly string[] Statuses = ["proposed", "accepted", "superseded"];

    private static readonly string[] Keys = ["status", "date", "supersedes", "superseded-by"];

    private static readonly IReadOnlyList<Document> Decisions = [.. Document.All.Where(document => FileName().IsMatch(document.Path))];

    public static TheoryData<string> All => [.. Decisions.Select(decision => decision.Path)];

    [Fact]
    public void Should_number_decisions_without_a_gap() =>
        Assert.Equal(Enumerable.Range(1, Decisions.Count).Select(number => $"{number:0000}"), Decisions.Select(NumberOf));

    [Theory]
    [MemberData(nameof(All))]
    public void Should_say_when_a_decision_was_made_and_whether_it_holds(string path)
    {
        var head = HeadOf(Document.At(path));
        Assert.Empty(head.Keys.Except(Keys));
        Assert.Contains(head["status"], Statuses);
        Assert.True(IsDate(head["date"]), head["date"]);
        Assert.True(head["status"] != "superseded" || head.ContainsKey("superseded-by"), "a superseded decision names the one that holds");
    }

    [Theory]
    [MemberData(nameof(All))]
    public void When_a_decision_is_replaced_should_name_each_other(string path)
    {
        var decision = Document.At(path);
        Assert.All(Named(decision, "supersedes"), other => Assert.Contains(NumberOf(decision), Named(Numbered(other), "superseded-by")));
        Assert.All(Named(decision, "superseded-by"), other => Assert.Contains(NumberOf(decision), Named(Numbered(other), "supersedes")));
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Should_begin_a_title_with_the_number_of_the_file(string path)
    {
        var decision = Document.At(path);
        Assert.StartsWith($"{NumberOf(decision)} ", decision.Headings.First().Title, StringComparison.Ordinal);
    }

    [Fact]
    public void Should_list_every_decision_in_the_index_as_it_says_itself() => Assert.Equal(
        Decisions.Select(RowOf),
        Row().Matches(Document.At($"{Folder}README.md").Text).Select(row => row.Value));

    private static string RowOf(Document decision)
    {
        var (number, head) = (NumberOf(decision), HeadOf(decision));
        var title = decision.Headings.First().Title[(number.Length + 1)..];
        return $"| [{number}]({decision.Path[Folder.Length..]}) | {title} | {head["status"]} | {head["date"]} |";
    }

    private static bool IsDate(string text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _);

    private static string NumberOf(Document decision) => FileName().Match(decision.Path).Groups["number"].Value;

    private static Document Numbered(string number) => Assert.Single(Decisions, decision => NumberOf(decision) == number);

    private static IEnumerable<string> Named(Document decision, string key) =>
        HeadOf(decision).TryGetValue(key, out var numbers) ? numbers.Split(", ") : [];

    private static Dictionary<string, string> HeadOf(Document decision)
    {
        var head = Head().Match(decision.Text);
        Assert.True(head.Success, $"{decision} begins with no head between two lines of ---");
        return head.Groups["line"].Captures.Select(line => line.Value.Split(": ", 2)).ToDictionary(line => line[0], line => line[1]);
    }

    [GeneratedRegex("^docs/adr/(?<number>[0-9]{4})-[a-z0-9-]+[.]md$")]
    private static partial Regex FileName();

    [GeneratedRegex("^---\n((?<line>[a-z-]+: [^\n]+)\n)+---\n\n# ")]
    private static partial Regex Head();

    [GeneratedRegex(@"^\| \[[0-9]{4}\].*$", RegexOptions.Multiline)]
    private static partial Regex Row();
}
