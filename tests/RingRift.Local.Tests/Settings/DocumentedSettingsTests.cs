using System.Reflection;
using System.Text.RegularExpressions;
using RingRift.Local.Settings;
using RingRift.Local.Stack;

namespace RingRift.Local.Tests.Settings;

/// <summary>The settings that README and <c>docs</c> name, against those that functions and workers read (K39).</summary>
public sealed partial class DocumentedSettingsTests
{
    private static readonly SettingNames Names = OptionsCatalogue.Of(StackPrograms.Functions, StackPrograms.Worker);

    private static readonly string Root = typeof(DocumentedSettingsTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(attribute => attribute.Key == "RepositoryRoot").Value!;

    public static TheoryData<string> Named =>
    [
        .. Directory.EnumerateFiles(Path.Combine(Root, "docs"), "*.md", SearchOption.AllDirectories).Append(Path.Combine(Root, "README.md"))
            .SelectMany(file => Setting().Matches(File.ReadAllText(file))).Select(setting => setting.Groups["name"].Value).Distinct(),
    ];

    [Theory]
    [MemberData(nameof(Named))]
    public void When_a_document_names_a_setting_should_be_one_that_is_read(string name) => Assert.Null(Names.FindFault(name));

    [GeneratedRegex("`(?<name>[A-Z][A-Za-z]+(:[A-Z][A-Za-z]*)+)(=[^`]*)?`")]
    private static partial Regex Setting();
}
