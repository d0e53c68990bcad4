using System.Collections.Frozen;
using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using RingRift.Eventing.Json;

namespace RingRift.Eventing.Contracts;

/// <summary>
/// What JSON a type is read from, taken from the serialiser's own description of it. The serialiser alone says neither value nor rule, and lets pass
/// what nobody can store: infinite numbers, broken surrogates, enum names in another case.
/// </summary>
internal abstract class JsonShape
{
    /// <summary>The first violation in the order of the text; null when there is none.</summary>
    /// <param name="value">The value.</param>
    /// <param name="depth">Levels of nesting it may have.</param>
    public abstract ContractViolation? Check(JsonElement value, int depth);

    /// <summary>The shape of a type.</summary>
    /// <param name="type">The type.</param>
    /// <param name="isOpen">Whether its objects may have members that are not declared.</param>
    public static JsonShape Of(Type type, bool isOpen) => Of(type, isOpen, []);

    protected static ContractViolation Broken(JsonElement value, string rule) => new("$", ContractViolation.Cut(JsonText.Raw(value)), rule);

    private static JsonShape Of(Type type, bool isOpen, IReadOnlyList<ValidationAttribute> constraints)
    {
        if (type == typeof(JsonElement))
        {
            return AnyShape.Instance;
        }

        var info = EventJson.Options.GetTypeInfo(type);
        return info.Kind switch
        {
            JsonTypeInfoKind.Object => new ObjectShape(
                info.Properties.Where(property => !property.IsExtensionData).ToFrozenDictionary(property => property.Name, property => MemberOf(property, isOpen), StringComparer.Ordinal),
                isOpen || info.UnmappedMemberHandling == JsonUnmappedMemberHandling.Skip),
            JsonTypeInfoKind.Enumerable => new ListShape(Of(info.ElementType!, isOpen, constraints)),
            JsonTypeInfoKind.None => ValueShape.Of(type, constraints),
            _ => throw new NotSupportedException($"{type} is a {info.Kind}; payloads hold objects, lists and values"),
        };
    }

    private static JsonMember MemberOf(JsonPropertyInfo property, bool isOpen)
    {
        var underlying = Nullable.GetUnderlyingType(property.PropertyType);
        ValidationAttribute[] constraints = [.. property.AttributeProvider!.GetCustomAttributes(inherit: true).OfType<ValidationAttribute>()];
        return new JsonMember(
            Of(underlying ?? property.PropertyType, isOpen, constraints),
            property.IsRequired,
            IsNullable: underlying is not null || (property.IsSetNullable && !property.PropertyType.IsValueType));
    }
}
