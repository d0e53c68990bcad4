using System.ComponentModel.DataAnnotations;
using System.Reflection;
using Microsoft.Extensions.Configuration;
using RingRift.SettingsReference;

namespace RingRift.Infra.Tests.Settings;

/// <summary><c>docs/settings.md</c> against the options that functions and workers register.</summary>
public sealed class SettingsDocumentTests
{
    private static readonly IReadOnlyList<RegisteredOptions> Registered = RegisteredOptions.All();

    private static readonly string[] Lines = File.ReadAllLines(Repository.PathOf(SettingsDocument.Path));

    public static TheoryData<string> Names => [.. Registered.Select(options => options.Type.Name)];

    /// <summary>A change that is meant is written by <c>eng/generate.sh</c>.</summary>
    [Fact]
    public void Should_write_the_page_as_the_options_are() => Assert.Equal(SettingsDocument.Write().TrimEnd('\n').Split('\n'), Lines);

    /// <summary>What the page is made of, seen from the other side: the binder takes each default and gives the same options.</summary>
    [Theory]
    [MemberData(nameof(Names))]
    public void Should_write_the_default_that_a_setting_has_without_being_set(string name)
    {
        var options = Registered.Single(one => one.Type.Name == name);
        var settings = Setting.Of(options).Where(setting => !setting.IsGroup).ToList();
        var bound = new ConfigurationBuilder()
            .AddInMemoryCollection(settings.Where(setting => setting.Default is { Length: > 0 }).Select(setting => KeyValuePair.Create(setting.Name, setting.Default)))
            .Build().GetSection(options.Section).Get(options.Type) ?? Activator.CreateInstance(options.Type)!;

        Assert.NotEmpty(settings);
        Assert.All(options.Type.GetProperties(), property =>
        {
            var (expected, actual) = (property.GetValue(Activator.CreateInstance(options.Type)), property.GetValue(bound));
            Assert.Equivalent((expected as Uri)?.AbsoluteUri ?? expected, (actual as Uri)?.AbsoluteUri ?? actual, strict: true);
        });
    }

    [Fact]
    public void Should_register_all_options_that_name_a_section() => Assert.Equal(
        Directory.EnumerateFiles(AppContext.BaseDirectory, "RingRift.*.dll")
            .Where(file => !file.EndsWith(".Tests.dll", StringComparison.Ordinal))
            .SelectMany(file => Assembly.LoadFrom(file).GetExportedTypes())
            .Where(type => RegisteredOptions.SectionOf(type) is not null).Select(type => type.Name).Order(StringComparer.Ordinal),
        Registered.Select(options => options.Type.Name).Order(StringComparer.Ordinal));

    [Fact]
    public void Should_write_an_option_with_its_default_range_and_effect()
    {
        var settings = Setting.Of(new RegisteredOptions(Sample.Section, typeof(Sample), []));

        Assert.Contains(settings, setting => setting is { Name: "Sample:Number", Default: "7", Range: "1 to 9", Effect: "How many." });
    }

    /// <summary>Options of a test.</summary>
    public sealed class Sample
    {
        /// <summary>Name of the section.</summary>
        public const string Section = "Sample";

        /// <summary>How many. Default 7.</summary>
        [Range(1, 9)]
        public int Number { get; set; } = 7;
    }
}
