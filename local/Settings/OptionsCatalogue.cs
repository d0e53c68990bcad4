using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace RingRift.Local.Settings;

/// <summary>
/// The settings of programs that are started as processes of their own, read from their assemblies without loading them: an options class
/// names its section in the constant <c>Section</c>, and every property that can be set is a setting.
/// </summary>
internal static class OptionsCatalogue
{
    private const string SectionConstant = "Section";

    /// <summary>Settings by section, of all assemblies of this solution beside the given programs.</summary>
    public static SettingNames Of(params string[] programs)
    {
        var settings = programs
            .SelectMany(program => Directory.EnumerateFiles(Path.GetDirectoryName(program)!, "RingRift.*.dll"))
            .DistinctBy(Path.GetFileName)
            .SelectMany(OfAssembly);
        return new SettingNames(
            settings.Distinct().ToLookup(setting => setting.Section, setting => setting.Name, StringComparer.OrdinalIgnoreCase));
    }

    private static List<(string Section, string Name)> OfAssembly(string path)
    {
        using var file = new PEReader(File.OpenRead(path));
        var reader = file.GetMetadataReader();
        return [.. reader.TypeDefinitions.Select(reader.GetTypeDefinition).SelectMany(type => OfType(reader, type))];
    }

    private static IEnumerable<(string Section, string Name)> OfType(MetadataReader reader, TypeDefinition type) =>
        !type.Attributes.HasFlag(TypeAttributes.Public) || SectionOf(reader, type) is not { } section
            ? []
            : type.GetProperties()
                .Select(reader.GetPropertyDefinition)
                .Where(property => IsPublic(reader, property.GetAccessors().Setter))
                .Select(property => (section, reader.GetString(property.Name)));

    private static string? SectionOf(MetadataReader reader, TypeDefinition type)
    {
        foreach (var field in type.GetFields().Select(reader.GetFieldDefinition))
        {
            if (field.Attributes.HasFlag(FieldAttributes.Literal | FieldAttributes.Public)
                && reader.StringComparer.Equals(field.Name, SectionConstant)
                && reader.GetConstant(field.GetDefaultValue()) is { TypeCode: ConstantTypeCode.String } constant)
            {
                return (string)reader.GetBlobReader(constant.Value).ReadConstant(ConstantTypeCode.String)!;
            }
        }

        return null;
    }

    private static bool IsPublic(MetadataReader reader, MethodDefinitionHandle method) =>
        !method.IsNil && (reader.GetMethodDefinition(method).Attributes & MethodAttributes.MemberAccessMask) == MethodAttributes.Public;
}
