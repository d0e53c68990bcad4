using System.CommandLine;
using System.CommandLine.Parsing;
using System.Text.RegularExpressions;
using RingRift.Local.Commands;

namespace RingRift.Local.Tests.Commands;

/// <summary>The commands that README and <c>docs</c> show, against the command line as it is (K39).</summary>
public sealed partial class DocumentedCommandsTests
{
    private const string Fence = "```";

    public static TheoryData<string> Blocks => [.. Lines(inBlock: true).SelectMany(line => Block().Matches(line)).Select(Command).Distinct()];

    public static TheoryData<string> Mentions => [.. Lines(inBlock: false).SelectMany(line => Mention().Matches(line)).Select(Command).Distinct()];

    [Theory]
    [MemberData(nameof(Blocks))]
    public void When_a_document_shows_a_command_line_should_accept_it(string command) => Assert.Empty(Parse(command).Errors.Select(error => error.Message));

    /// <summary>In running text a command may leave out what it needs, but nothing may be named that is not there.</summary>
    [Theory]
    [MemberData(nameof(Mentions))]
    public void When_a_document_mentions_a_command_should_have_it(string command) => Assert.Empty(Parse(command).UnmatchedTokens);

    [Fact]
    public void When_a_document_names_a_command_that_is_not_there_should_find_it()
    {
        Assert.NotEmpty(Parse("dlq purge --all").Errors);
        Assert.NotEmpty(Parse("queues").UnmatchedTokens);
        Assert.NotEmpty(Parse("trace hex8_2p-0001 --deep").UnmatchedTokens);
    }

    private static ParseResult Parse(string command) => RootCommandBuilder.Build(TimeProvider.System).Parse([.. CommandLineParser.SplitCommandLine(command)]);

    private static string Command(Match match) => match.Groups["command"].Value.Trim().Replace("CONFIG", "hex8_2p", StringComparison.Ordinal);

    private static IEnumerable<string> Lines(bool inBlock)
    {
        foreach (var file in Directory.EnumerateFiles(Repository.PathOf("docs"), "*.md", SearchOption.AllDirectories).Append(Repository.PathOf("README.md")))
        {
            var isBlock = false;
            foreach (var line in File.ReadLines(file))
            {
                isBlock ^= line.TrimStart().StartsWith(Fence, StringComparison.Ordinal);
                if (isBlock == inBlock)
                {
                    yield return line;
                }
            }
        }
    }

    [GeneratedRegex(@"^\s*(ringrift|dotnet run (-c Release )?--project local --) (?<command>[^#]+)")]
    private static partial Regex Block();

    [GeneratedRegex("`ringrift (?<command>[^`]+)`")]
    private static partial Regex Mention();
}
