import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { limits } from '../../importers/limits';
import { readFile } from '../../importers/read-file';
import { createTranslate, problemText } from '../../shared/i18n/translator';
import { problemSchema } from '../../shared/problem';
import { importedSourceSchema } from '../../shared/sources/draft';
import { languages } from '../../shared/text';

const file = (text: string, name = 'metadata.xml') => ({ name, bytes: new TextEncoder().encode(text) });

async function read(text: string, name?: string) {
  const result = await readFile(file(text, name));
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  for (const language of languages) for (const one of result.problems) expect(problemText(one, createTranslate(language))).not.toMatch(/^problem\.|\{\{/);
  const source = importedSourceSchema.parse(result.value[0]);
  const object = (wanted: string) => {
    const found = source.objects.find(({ name }) => name === wanted);
    if (!found) throw new Error(`${wanted} is not among ${source.objects.map((one) => one.name)}`);
    return found;
  };
  const lines = (wanted: string) =>
    object(wanted).fields.map((f) => `${f.nativeName}: ${f.nativeType} → ${f.type}${f.key ? ' key' : ''}${f.required ? ' required' : ''}`);
  return { source, object, lines, problems: result.problems };
}

const v4 = `<?xml version="1.0" encoding="utf-8"?>
<edmx:Edmx Version="4.0" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx">
 <edmx:DataServices>
  <Schema Namespace="Shop.Model" Alias="Self" xmlns="http://docs.oasis-open.org/odata/ns/edm">
   <EnumType Name="Status"><Member Name="New" Value="0"/><Member Name="Open" Value="1"/><Member Name="Closed" Value="2"/></EnumType>
   <TypeDefinition Name="Code" UnderlyingType="Edm.String" MaxLength="12"/>
   <ComplexType Name="Address"><Property Name="City" Type="Edm.String" MaxLength="40"/><Property Name="Geo" Type="Self.Geo" Nullable="false"/></ComplexType>
   <ComplexType Name="Geo"><Property Name="Lat" Type="Edm.Double" Nullable="false"/><Property Name="Around" Type="Self.Address"/></ComplexType>
   <EntityType Name="Thing" Abstract="true"><Key><PropertyRef Name="Id"/></Key><Property Name="Id" Type="Edm.Guid" Nullable="false"/></EntityType>
   <EntityType Name="Customer" BaseType="Self.Thing">
    <Property Name="Name" Type="Edm.String" MaxLength="48" Nullable="false"><Annotation Term="Org.OData.Core.V1.Description" String="Full name &amp; title"/></Property>
    <Property Name="Mail" Type="Edm.String"/>
    <Property Name="Home" Type="Self.Address"/>
    <Property Name="Status" Type="Self.Status" Nullable="false"/>
    <Property Name="Balance" Type="Edm.Decimal" Precision="18" Scale="2"/>
    <Property Name="Tags" Type="Collection(Edm.String)"/>
    <Property Name="Homes" Type="Collection(Self.Address)"/>
    <Property Name="Since" Type="Edm.Date"/>
    <Property Name="IsActive" Type="Edm.Boolean"/>
    <Property Name="Code" Type="Self.Code"/>
    <Property Name="Odd" Type="Other.Thing"/>
   </EntityType>
   <EntityType Name="Order"><Key><PropertyRef Name="No"/></Key>
    <Property Name="No" Type="Edm.Int32" Nullable="false"/><Property Name="CustomerId" Type="Edm.Guid"/>
    <NavigationProperty Name="Customer" Type="Self.Customer"><ReferentialConstraint Property="CustomerId" ReferencedProperty="Id"/></NavigationProperty>
   </EntityType>
   <EntityContainer Name="Container"><EntitySet Name="Customers" EntityType="Self.Customer"/></EntityContainer>
   <Annotations Target="Self.Customer/Mail"><Annotation Term="com.sap.vocabularies.Common.v1.Label" String="דואר אלקטרוני"/><Annotation Term="com.sap.vocabularies.Communication.v1.IsEmailAddress"/></Annotations>
   <Annotations Target="Self.Customer"><Annotation Term="UI.Title"><String>לקוחות</String></Annotation></Annotations>
  </Schema>
 </edmx:DataServices>
</edmx:Edmx>`;

const v2 = `<edmx:Edmx Version="1.0" xmlns:edmx="http://schemas.microsoft.com/ado/2007/06/edmx" xmlns:m="urn:m" xmlns:sap="urn:sap">
 <edmx:DataServices m:DataServiceVersion="2.0">
  <Schema Namespace="ZSALES" xmlns="http://schemas.microsoft.com/ado/2008/09/edm">
   <EntityType Name="Invoice" sap:label="Invoice">
    <Key><PropertyRef Name="IVNUM"/><PropertyRef Name="LINE"/></Key>
    <Property Name="IVNUM" Type="Edm.String" Nullable="false" MaxLength="20" sap:label="Invoice Number" sap:quickinfo="As printed"/>
    <Property Name="LINE" Type="Edm.Int16" Nullable="false"/>
    <Property Name="CUSTNAME" Type="Edm.String" MaxLength="16"/>
    <Property Name="TOTAL" Type="Edm.Decimal" Precision="13" Scale="3" sap:unit="CURR"/>
    <Property Name="CURR" Type="Edm.String" MaxLength="5" sap:semantics="currency-code"/>
    <Property Name="IVDATE" Type="Edm.DateTime" Precision="0" sap:display-format="Date"/>
    <Property Name="UPDATED" Type="Edm.DateTime"><Documentation><Summary>Last change</Summary></Documentation></Property>
    <Property Name="PHONE" Type="Edm.String" sap:semantics="tel;type=cell"/>
    <NavigationProperty Name="CUSTOMER" Relationship="ZSALES.Invoice_Customer" FromRole="Invoice" ToRole="Customer"/>
   </EntityType>
   <EntityType Name="Customer"><Key><PropertyRef Name="CUSTNAME"/></Key><Property Name="CUSTNAME" Type="Edm.String" Nullable="false" MaxLength="16"/>
    <NavigationProperty Name="INVOICES" Relationship="ZSALES.Invoice_Customer" FromRole="Customer" ToRole="Invoice"/></EntityType>
   <Association Name="Invoice_Customer">
    <End Type="ZSALES.Customer" Multiplicity="1" Role="Customer"/><End Type="ZSALES.Invoice" Multiplicity="*" Role="Invoice"/>
    <ReferentialConstraint><Principal Role="Customer"><PropertyRef Name="CUSTNAME"/></Principal><Dependent Role="Invoice"><PropertyRef Name="CUSTNAME"/></Dependent></ReferentialConstraint>
   </Association>
   <EntityContainer Name="C"><EntitySet Name="AINVOICES" EntityType="ZSALES.Invoice"/><EntitySet Name="CUSTOMERS" EntityType="ZSALES.Customer"/></EntityContainer>
  </Schema>
 </edmx:DataServices>
</edmx:Edmx>`;

describe('service descriptions', () => {
  it('of V4: inherited, nested, listed, defined and annotated', async () => {
    const { source, object, lines, problems } = await read(v4);
    expect(source).toMatchObject({ name: 'Shop.Model', kind: 'odata' });
    expect(source.objects.map(({ name, label }) => [name, label])).toEqual([
      ['Customers', 'לקוחות'],
      ['Order', undefined],
    ]);
    expect(lines('Customers')).toEqual([
      'Id: Edm.Guid → string key required',
      'Name: Edm.String(48) → string required',
      'Mail: Edm.String → email',
      'Home/City: Edm.String(40) → string',
      'Home/Geo/Lat: Edm.Double → decimal',
      'Status: enum: New|Open|Closed → enum required',
      'Balance: Edm.Decimal(18,2) → decimal',
      'Tags: Collection(Edm.String) → string[]',
      'Homes: Collection(Self.Address) → json',
      'Since: Edm.Date → date',
      'IsActive: Edm.Boolean → boolean',
      'Code: Edm.String(12) → string',
      'Odd: Other.Thing → string',
    ]);
    expect(object('Customers').fields[1]).toMatchObject({ note: 'Full name & title' });
    expect(object('Customers').fields[2]).toMatchObject({ label: 'דואר אלקטרוני', pii: 'high' });
    expect(object('Order').links).toEqual([{ fields: ['CustomerId'], object: 'Customers', toFields: ['Id'] }]);
    expect(problems).toMatchObject([{ code: 'odata-type-unknown', severity: 'informs', params: { name: 'Odd' } }]);
  });

  it('of V2, with labels, units, days, phones and associations', async () => {
    const { object, lines, problems } = await read(v2, 'priority.xml');
    expect(lines('AINVOICES')).toEqual([
      'IVNUM: Edm.String(20) → string key required',
      'LINE: Edm.Int16 → integer key required',
      'CUSTNAME: Edm.String(16) → string',
      'TOTAL: Edm.Decimal(13,3) → money',
      'CURR: Edm.String(5) → currency',
      'IVDATE: Edm.DateTime(0) → date',
      'UPDATED: Edm.DateTime → datetime',
      'PHONE: Edm.String → phone',
    ]);
    expect(object('AINVOICES')).toMatchObject({ label: 'Invoice', links: [{ fields: ['CUSTNAME'], object: 'CUSTOMERS', toFields: ['CUSTNAME'] }] });
    expect(object('AINVOICES').fields[0]).toMatchObject({ label: 'Invoice Number', note: 'As printed' });
    expect(object('CUSTOMERS').links).toBeUndefined();
    expect(problems).toEqual([]);
  });

  it('of V2, where only the other end has a way to go', async () => {
    const oneWay = v2.replace('<NavigationProperty Name="CUSTOMER" Relationship="ZSALES.Invoice_Customer" FromRole="Invoice" ToRole="Customer"/>', '');
    expect(oneWay).not.toBe(v2);
    const { object } = await read(oneWay, 'priority.xml');
    expect(object('AINVOICES').links).toEqual([{ fields: ['CUSTNAME'], object: 'CUSTOMERS', toFields: ['CUSTNAME'] }]);
  });

  it('bounds links that thousands of types inherit', async () => {
    const relation = (i: number) => `<Association Name="A${i}"><End Type="N.T" Role="a"/><End Type="N.T" Role="b"/><ReferentialConstraint>
      <Principal Role="a"><PropertyRef Name="x"/></Principal><Dependent Role="b"><PropertyRef Name="x"/></Dependent></ReferentialConstraint></Association>`;
    const type = (i: number) => `<EntityType Name="S${i}" BaseType="N.T"><Property Name="p" Type="Edm.Int32"/></EntityType>`;
    const { source } = await read(`<Schema Namespace="N" xmlns="http://schemas.microsoft.com/ado/2008/09/edm">
      <EntityType Name="T"><Property Name="x" Type="Edm.Int32"/></EntityType>
      ${Array.from({ length: 2_000 }, (_, i) => type(i) + relation(i)).join('')}</Schema>`);
    expect(source.objects.length).toBe(2_001);
    expect(source.objects[0]?.links?.length).toBe(200);
    expect(source.objects.reduce((sum, { links = [] }) => sum + links.length, 0)).toBe(20_000);
  });

  it('bounds types that inherit from or hold themselves', async () => {
    const text = `<Schema Namespace="N" xmlns="http://docs.oasis-open.org/odata/ns/edm">
      <EntityType Name="A" BaseType="N.B"><Property Name="x" Type="N.C"/></EntityType><EntityType Name="B" BaseType="N.A"><Property Name="y" Type="Edm.Int64"/></EntityType>
      <ComplexType Name="C" BaseType="N.D"><Property Name="c" Type="N.C"/><Property Name="d" Type="N.D"/></ComplexType><ComplexType Name="D" BaseType="N.C"><Property Name="v" Type="Edm.Byte"/></ComplexType></Schema>`;
    const { source } = await read(text);
    expect(source.objects.map(({ name }) => name)).toEqual(['A', 'B']);
    // Each complex type leads to two of its kind: the path may name each of them once.
    expect(source.objects[0]?.fields.map(({ nativeName }) => nativeName).sort()).toEqual(['x/d/v', 'x/v', 'y']);
  });
});

describe('descriptions that are not as they should be', () => {
  it.each([
    ['entities that grow', `<!DOCTYPE lolz [<!ENTITY lol "lol"><!ENTITY lol2 "&lol;&lol;">]>${v2}`, 'xml-doctype'],
    ['no entity types', v4.replace(/<EntityType[\s\S]*<\/EntityType>/, ''), 'no-fields'],
    ['nothing but its beginning', '<edmx:Edmx xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx"', 'xml-broken'],
    ['a nest without end', `<edmx:Edmx xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx">${'<a>'.repeat(20_000)}`, 'xml-broken'],
    ['another kind of XML', '<?xml version="1.0"?><catalog><book id="1"/></catalog>', 'file-kind-not-read'],
  ])('%s', async (_, text, code) => {
    const result = await readFile(file(text));
    expect(result.ok).toBe(false);
    expect(result.problems.map((one) => one.code)).toContain(code);
  });

  it('reads what stands before the place where a file is cut off, and says which line it is', async () => {
    const cut = v4.slice(0, v4.indexOf('<Property Name="Since"'));
    const { object, problems } = await read(cut);
    expect(object('Customer').fields.map(({ nativeName }) => nativeName)).toContain('Tags');
    expect(problems.filter((one) => one.code === 'xml-broken')).toMatchObject([{ severity: 'warns', params: { line: expect.any(Number) } }]);
  });

  it('random damage never throws or hangs', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(v2, v4),
        fc.array(
          fc.record({
            at: fc.double({ min: 0, max: 0.999, noNaN: true }),
            put: fc.constantFrom('<', '>', '"', '/', '&', '<!--', ']]>', '<![CDATA[', '__proto__', ''),
            cut: fc.nat(60),
          }),
          { maxLength: 6 },
        ),
        async (start, edits) => {
          let text = start;
          for (const { at, put, cut } of edits) {
            const place = Math.floor(at * text.length);
            text = text.slice(0, place) + put + text.slice(place + cut);
          }
          const result = await readFile(file(text), limits);
          for (const one of result.problems) problemSchema.parse(one);
          if (result.ok) for (const source of result.value) importedSourceSchema.parse(source);
          else expect(result.problems.some((one) => one.severity === 'blocks')).toBe(true);
        },
      ),
      { numRuns: 400 },
    );
  });
});
